package dev.eckart.app.verify;

import dev.eckart.app.verify.VerifyReport.Verified;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What failed, one line for each backend and check, at its worst place. */
final class FailureLines {
    private final List<Verified> verified;

    private FailureLines(List<Verified> verified) {
        this.verified = verified;
    }

    static List<String> of(List<Verified> verified) {
        FailureLines failures = new FailureLines(verified);
        return verified.stream().flatMap(one -> failures.of(one).stream()).toList();
    }

    /** Whether anything of a backend failed. */
    static boolean any(Verified one) {
        return one.pipeline().failure().isPresent() || one.findings().stream().anyMatch(Finding::failed);
    }

    private List<String> of(Verified one) {
        Map<Check, Finding> worst = new EnumMap<>(Check.class);
        one.findings().stream()
                .filter(Finding::failed)
                .sorted(Comparator.comparingDouble(Finding::ratio).reversed())
                .forEach(finding -> worst.putIfAbsent(finding.check(), finding));
        List<String> lines = new ArrayList<>();
        worst.values().forEach(finding -> lines.add(line(one, finding)));
        one.pipeline()
                .failure()
                .filter(failure -> lines.stream().noneMatch(line -> line.endsWith(failure)))
                .ifPresent(failure -> lines.add(one.name() + ", whole pipeline: " + failure));
        return lines;
    }

    private String line(Verified one, Finding finding) {
        String where = one.name() + ", " + finding.check().title() + ", " + finding.place() + ": ";
        if (finding.verdict() == Finding.Verdict.REFUSED) {
            return where + finding.reason().orElse("no answer");
        }
        if (finding.check().counts()) {
            return where + finding.figures() + " " + finding.check().quantity() + "; " + referee(one, finding);
        }
        return where
                + String.format(
                        Locale.ROOT,
                        "%.3g exceeds %.3g (%s), %.3g times too large; ",
                        finding.measured(),
                        finding.bound(),
                        finding.check().quantity(),
                        finding.ratio())
                + referee(one, finding);
    }

    /** Each is compared with the referee, so those that hold in the same place side with it. */
    private String referee(Verified one, Finding finding) {
        List<String> agreeing = verified.stream()
                .filter(other -> other != one
                        && other.backend().precision().equals(one.backend().precision()))
                .filter(other -> other.findings().stream()
                        .anyMatch(theirs -> theirs.check() == finding.check()
                                && theirs.verdict() == Finding.Verdict.HELD
                                && (theirs.place().equals(finding.place()) || finding.check() == Check.FIRST_STEPS)))
                .map(other -> other.backend().name())
                .toList();
        return agreeing.isEmpty()
                ? "the referee says so alone"
                : "the referee agrees with " + String.join(", ", agreeing);
    }
}
