package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whether a model takes several samples at a time, as its open axis says: it may be open in name only, when
 * something inside asks for one.
 */
public final class BatchTrial {
    private BatchTrial() {}

    /**
     * Gives a model one sample, and two at a time.
     *
     * @param session the model
     * @param samples what to give it
     * @return why it has to be one at a time, or empty if it may be any number, if it is a number that the model fixes, or
     *     if it does not run on one either
     */
    public static Optional<String> problem(ModelSession session, Samples samples) {
        if (samples.count() < 2 || samples.fixedBatch().isPresent()) {
            return Optional.empty();
        }
        SampleBatch one = samples.whole().batches(1).get(0);
        SampleBatch two = samples.whole().batches(2).get(0);
        try {
            List<Map<String, Values>> made = numbers(session, List.of(one, two));
            return made.get(0).isEmpty()
                            || made.get(0).keySet().stream()
                                    .anyMatch(name -> grows(
                                            samples,
                                            made.get(0).get(name),
                                            made.get(1).get(name)))
                    ? Optional.empty()
                    : Optional.of("no output grows with the number of samples");
        } catch (OnnxException e) {
            // Whoever runs a model that takes none says so; here is only told how many samples it can be given at a
            // time.
            return runs(session, one) ? Optional.of(e.getMessage()) : Optional.empty();
        }
    }

    /**
     * Gives a model the first sample, or as many as it takes. What does not suit it, such as a length that it was not
     * exported for, is told here and not after each of its layers has been tried by itself.
     *
     * @param session the model
     * @param samples what it is to be given
     * @throws OnnxException if it does not run on them
     */
    public static void require(ModelSession session, Samples samples) {
        samples.whole().batches(1).stream().limit(1).forEach(first -> numbers(session, List.of(first)));
    }

    private static boolean runs(ModelSession session, SampleBatch batch) {
        try {
            numbers(session, List.of(batch));
            return true;
        } catch (OnnxException e) {
            return false;
        }
    }

    /** Both at once: what is run piece by piece is loaded for each run. */
    private static List<Map<String, Values>> numbers(ModelSession session, List<SampleBatch> batches) {
        return session
                .answers(batches.stream().map(SampleBatch::values).toList(), Set.copyOf(session.outputs()))
                .stream()
                .map(BatchTrial::numbers)
                .toList();
    }

    private static Map<String, Values> numbers(Map<String, Output> answer) {
        Map<String, Values> numbers = new LinkedHashMap<>();
        answer.forEach((name, output) -> {
            if (output instanceof Output.Numbers tensor) {
                numbers.put(name, tensor.values());
            }
        });
        return numbers;
    }

    /** Whether a value has twice the size along one axis, the first or that of an input's samples. */
    private static boolean grows(Samples samples, Values one, Values two) {
        long[] was = one.dims();
        if (was.length != two.dims().length) {
            return false;
        }
        return samples.inputs().stream()
                .map(input -> input.batch().orElse(0))
                .anyMatch(axis -> isDouble(was, two.dims(), axis) || isDouble(was, two.dims(), 0));
    }

    private static boolean isDouble(long[] was, long[] is, int axis) {
        if (axis >= was.length) {
            return false;
        }
        long[] twice = was.clone();
        twice[axis] *= 2;
        return Arrays.equals(twice, is);
    }
}
