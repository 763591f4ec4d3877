package dev.eckart.app.fault;

import dev.eckart.app.console.Json;
import dev.eckart.app.fault.Trial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of trials.
 *
 * @param seed what repeats them
 * @param faults the faults that there are
 * @param verdicts what became of each
 */
record FaultTable(long seed, List<Fault> faults, List<Verdict> verdicts) {
    /** Whether all promises were kept. */
    boolean isKept() {
        return verdicts.stream().allMatch(verdict -> verdict.broken().isEmpty());
    }

    /** Writes it for people, and every trial for programs. */
    void write(Path directory) throws IOException {
        Files.writeString(directory.resolve("faults.md"), markdown());
        Files.writeString(directory.resolve("faults.json"), Json.of(Map.of("seed", seed, "trials", verdicts)) + "\n");
    }

    String markdown() {
        StringBuilder text = new StringBuilder("Seed " + seed + ", " + verdicts.size() + " trials.\n\n");
        text.append("| fault | trials | how they ended | promises broken |\n|---|---|---|---|\n");
        for (Fault fault : faults) {
            List<Verdict> own = verdicts.stream()
                    .filter(verdict -> verdict.fault().equals(fault.name()))
                    .toList();
            long broken =
                    own.stream().filter(verdict -> !verdict.broken().isEmpty()).count();
            text.append("| %s | %d | %s | %d |\n"
                    .formatted(
                            fault.name(),
                            own.size(),
                            fault.impossible().map(why -> "not tried: " + why).orElse(ends(own)),
                            broken));
        }
        verdicts.stream()
                .filter(verdict -> !verdict.broken().isEmpty())
                .forEach(verdict -> text.append("\n").append(line(verdict)).append("\n"));
        return text.toString();
    }

    /** How many ended how, the most frequent end first. */
    private static String ends(List<Verdict> verdicts) {
        Map<String, Long> ends = new TreeMap<>(verdicts.stream()
                .collect(Collectors.groupingBy(
                        verdict -> verdict.code() + " (" + verdict.outcome() + ")", Collectors.counting())));
        return ends.entrySet().stream()
                .map(end -> end.getValue() + " x " + end.getKey())
                .collect(Collectors.joining(", "));
    }

    /** One trial in a line, and one for each promise that was broken. */
    static String line(Verdict verdict) {
        String line = "%s, %s (%s), seed %d, after %d ms: %d, %s"
                .formatted(
                        verdict.scenario(),
                        verdict.fault(),
                        verdict.detail(),
                        verdict.seed(),
                        verdict.milliseconds(),
                        verdict.code(),
                        verdict.outcome());
        return verdict.broken().stream()
                .map(broken -> "\n- broken: " + broken)
                .collect(Collectors.joining("", line, ""));
    }
}
