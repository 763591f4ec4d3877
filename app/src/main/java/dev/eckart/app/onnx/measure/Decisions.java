package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Classes that a model decided on itself, beside the scores that it decided by. */
final class Decisions {
    private static final int BATCH = 32;

    private Decisions() {}

    /**
     * A reading with an output that has the class of the largest score, for all samples and one class for each column.
     * That is found out from runs: the classes need not be the indices of their columns.
     *
     * @return empty if the output is something else
     */
    static Optional<Reading> of(OnnxSession model, Samples samples, Reading reading, String output) {
        Map<Integer, String> names = new HashMap<>();
        for (Samples.Batch batch : samples.batches(BATCH)) {
            Map<String, Output> outputs = model.answer(batch.values(), Set.of(reading.output(), output));
            Sheet sheet = reading.sheet(outputs, batch);
            List<String> decided = texts(outputs.get(output), batch);
            for (int position = 0; position < sheet.positions(); position++) {
                double[] scores = sheet.probabilities(position);
                int best = Sheet.largest(scores);
                if (best != Sheet.NONE && isAlone(scores, best)) {
                    String name = decided.get(position);
                    if (!names.computeIfAbsent(best, ignored -> name).equals(name)) {
                        return Optional.empty();
                    }
                }
            }
        }
        if (new HashSet<>(names.values()).size() < names.size()) {
            return Optional.empty();
        }
        Optional<Map<Integer, Integer>> classes = reading.classes().or(() -> numbered(names));
        return Optional.of(new Reading(reading.output(), reading.form(), reading.mask(), Optional.of(output), classes));
    }

    /** Where two models decided the same of a batch; empty if they do not say what they decided. */
    static List<Boolean> equal(Reading reading, Map<String, Output> was, Map<String, Output> is, Samples.Batch batch) {
        if (reading.decisions().isEmpty()) {
            return List.of();
        }
        String name = reading.decisions().get();
        List<String> before = texts(was.get(name), batch);
        List<String> after = texts(is.get(name), batch);
        return IntStream.range(0, before.size())
                .mapToObj(i -> i < after.size() && before.get(i).equals(after.get(i)))
                .toList();
    }

    private static boolean isAlone(double[] scores, int best) {
        return Arrays.stream(scores).filter(score -> score == scores[best]).count() == 1;
    }

    private static List<String> texts(Output output, Samples.Batch batch) {
        if (output instanceof Output.Words words) {
            return words.words();
        }
        return Reading.numbers(output, batch).map(Values::numbers).stream()
                .flatMapToDouble(Arrays::stream)
                .mapToObj(number -> String.valueOf((long) number))
                .toList();
    }

    /** Columns by their classes, if those are numbers and not all the indices of their columns. */
    private static Optional<Map<Integer, Integer>> numbered(Map<Integer, String> names) {
        Map<Integer, Integer> columns = new HashMap<>();
        for (Map.Entry<Integer, String> name : names.entrySet()) {
            Optional<Integer> number = number(name.getValue());
            if (number.isEmpty()) {
                return Optional.empty();
            }
            columns.put(number.get(), name.getKey());
        }
        boolean indices =
                columns.entrySet().stream().allMatch(entry -> entry.getKey().equals(entry.getValue()));
        return indices ? Optional.empty() : Optional.of(columns);
    }

    /** Columns by the names of their classes, if those are whole numbers; other names are in the order of the columns. */
    static Optional<Map<Integer, Integer>> columns(List<String> names) {
        Map<Integer, String> byColumn = new HashMap<>();
        IntStream.range(0, names.size()).forEach(column -> byColumn.put(column, names.get(column)));
        return numbered(byColumn);
    }

    private static Optional<Integer> number(String name) {
        return name.matches("-?\\d{1,9}") ? Optional.of(Integer.valueOf(name)) : Optional.empty();
    }
}
