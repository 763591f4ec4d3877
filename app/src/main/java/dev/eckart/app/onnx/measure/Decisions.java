package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.ModelSession;
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
     * What an output says where the largest score is in a column, for all samples. That is found out from runs: the
     * classes need not be the indices of their columns.
     *
     * @return a class by column, of those that were ever largest; empty if the output does not go with the scores
     */
    static Optional<Map<Integer, String>> of(ModelSession model, Samples samples, Reading reading, String output) {
        Map<Integer, String> names = new HashMap<>();
        for (SampleBatch batch : samples.batches(BATCH)) {
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
        return new HashSet<>(names.values()).size() < names.size() ? Optional.empty() : Optional.of(names);
    }

    /** Where two models decided the same of a batch; empty if they do not say what they decided. */
    static List<Boolean> equal(Reading reading, Map<String, Output> was, Map<String, Output> is, SampleBatch batch) {
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

    private static List<String> texts(Output output, SampleBatch batch) {
        if (output instanceof Output.Words words) {
            return words.words();
        }
        return Reading.numbers(output, batch).map(Values::numbers).stream()
                .flatMapToDouble(Arrays::stream)
                .mapToObj(number -> String.valueOf((long) number))
                .toList();
    }
}
