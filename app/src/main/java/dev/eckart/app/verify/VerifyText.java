package dev.eckart.app.verify;

import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.TrainingStatus;
import dev.eckart.app.report.text.RunText;
import dev.eckart.app.verify.VerifyReport.Verified;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a verification found, as text for a person. */
final class VerifyText {
    private VerifyText() {}

    static String render(VerifyReport report) {
        StringBuilder text = new StringBuilder(
                "Against the referee (one-sided OneSidedJacobi, naive products, float64), on the " + "base that "
                        + report.base().trainedOn() + " trained:\nmeasured and bound, the worst of all places\n");
        precisions(report).forEach(precision -> text.append('\n').append(checks(report, precision)));
        text.append('\n').append(notes(report));
        text.append("\nThe whole pipeline on each backend, trained and refined there (top-1 accuracy on ")
                .append(RunText.count(report.dataset().test()))
                .append(" test pictures).\nTrajectories part as rounding grows; these figures are for reading\n\n")
                .append(pipelines(report));
        report.skipped()
                .forEach(skipped -> text.append("skipped ")
                        .append(skipped.name())
                        .append(": ")
                        .append(skipped.reason())
                        .append('\n'));
        return text.append('\n').append(closing(report)).append('\n').toString();
    }

    static List<String> precisions(VerifyReport report) {
        return report.backends().stream()
                .map(one -> one.backend().precision())
                .distinct()
                .toList();
    }

    /** A row a check, a column a backend. */
    private static String checks(VerifyReport report, String precision) {
        List<Verified> backends = report.backends().stream()
                .filter(one -> one.backend().precision().equals(precision))
                .toList();
        List<Column> columns = new ArrayList<>(List.of(Column.words(precision)));
        backends.forEach(one -> columns.add(Column.words(one.backend().name())));
        Table table = new Table(columns);
        for (Check check : Check.values()) {
            List<String> cells = new ArrayList<>(List.of(check.title()));
            backends.forEach(one -> cells.add(worst(one, check)));
            table.row(cells.toArray(String[]::new));
        }
        return table.render();
    }

    /** What was measured in the worst place, and its bound. */
    static String worst(Verified one, Check check) {
        return worstFinding(one, check)
                .map(finding -> finding.figures() + (finding.failed() ? " !" : ""))
                .orElse("-");
    }

    private static Optional<Finding> worstFinding(Verified one, Check check) {
        return one.findings().stream()
                .filter(finding -> finding.check() == check)
                .max(Comparator.comparingDouble(Finding::ratio));
    }

    /** Where bounds end, what could not be determined, how many labels differ. */
    static String notes(VerifyReport report) {
        StringBuilder notes = new StringBuilder();
        for (Verified one : report.backends()) {
            worstFinding(one, Check.FIRST_STEPS)
                    .flatMap(Finding::reason)
                    .ifPresent(reason -> note(notes, one, "first steps: " + reason));
            String undetermined = one.findings().stream()
                    .filter(finding -> finding.verdict() == Finding.Verdict.UNDETERMINED)
                    .filter(finding -> finding.check() != Check.FIRST_STEPS)
                    .map(finding -> finding.check().title() + " of " + finding.place())
                    .collect(Collectors.joining(", "));
            if (!undetermined.isEmpty()) {
                note(notes, one, "not determined: " + undetermined);
            }
            note(notes, one, "labels that differ: " + labels(one));
        }
        return notes.toString();
    }

    private static String labels(Verified one) {
        return one.findings().stream()
                .filter(finding -> finding.check() == Check.LABELS)
                .map(finding -> finding.place() + " " + finding.differing().size())
                .collect(Collectors.joining(", "));
    }

    private static void note(StringBuilder notes, Verified one, String text) {
        notes.append(one.name()).append(": ").append(text).append('\n');
    }

    private static String pipelines(VerifyReport report) {
        List<String> levels = levels(report);
        List<Column> columns = new ArrayList<>(List.of(Column.words("backend"), Column.numbers("base")));
        levels.forEach(level -> columns.add(Column.numbers(level)));
        columns.add(Column.words("parts from " + report.backends().get(0).name() + " at"));
        Table table = new Table(columns);
        report.backends().forEach(one -> table.row(row(one, levels.size())));
        return table.render();
    }

    static List<String> levels(VerifyReport report) {
        return report.backends().stream()
                .map(one -> one.pipeline().compressed())
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of())
                .stream()
                .map(LevelReport::title)
                .toList();
    }

    static String[] row(Verified one, int levels) {
        List<String> cells = new ArrayList<>(List.of(one.name()));
        cells.add(one.pipeline()
                .base()
                .map(NetworkReport::test)
                .map(test -> RunText.percent(test.accuracy()))
                .orElse("-"));
        for (int i = 0; i < levels; i++) {
            List<LevelReport> compressed = one.pipeline().compressed();
            cells.add(i < compressed.size() ? accuracy(compressed.get(i)) : "-");
        }
        cells.add(one.pipeline()
                .parting()
                .map(step -> "epoch " + step.epoch() + ", step " + step.step())
                .orElse("-"));
        return cells.toArray(String[]::new);
    }

    private static String accuracy(LevelReport level) {
        String percent = RunText.percent(level.test().accuracy());
        return level.status() == TrainingStatus.TRAINED
                ? percent
                : percent + " " + level.status().name().toLowerCase(Locale.ROOT);
    }

    static String closing(VerifyReport report) {
        if (report.failures().isEmpty()) {
            return "All backends agree within their bounds.";
        }
        return "Not all backends agree within their bounds (!): "
                + report.backends().stream()
                        .filter(FailureLines::any)
                        .map(Verified::name)
                        .collect(Collectors.joining(", "));
    }
}
