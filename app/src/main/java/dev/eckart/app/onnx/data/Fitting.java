package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Gives arrays to inputs. Axes of size 1 may come and go, and what a sample has may be flattened into one axis; nothing
 * else is reshaped, for an order of axes that was not meant would give wrong answers without a word.
 */
public final class Fitting {
    private Fitting() {}

    /**
     * Gives samples to an input.
     *
     * @param input what the model takes
     * @param array an array, its axes in the order that the model has them
     * @return samples of the form that the input asks for, or empty if the array does not fit
     */
    public static Optional<SampleArray> samples(Port input, SampleArray array) {
        int axes = array.dims().length;
        int axis = input.batch().orElse(0);
        return axis >= axes ? Optional.empty() : shaped(input, array, axis);
    }

    private static Optional<SampleArray> shaped(Port input, SampleArray array, int axis) {
        if (array.dims()[axis] < 1 || input.fixedBatch().orElse(1) < 1) {
            return Optional.empty();
        }
        return sizes(input.sample(), without(array.dims(), axis)).map(sizes -> {
            long[] dims = new long[sizes.size() + 1];
            dims[0] = array.dims()[axis];
            for (int i = 0; i < sizes.size(); i++) {
                dims[i + 1] = sizes.get(i);
            }
            SampleArray samples = array.along(axis);
            return Arrays.equals(dims, samples.dims()) ? samples : samples.shaped(dims);
        });
    }

    private static List<Long> without(long[] dims, int axis) {
        List<Long> others = new ArrayList<>(Arrays.stream(dims).boxed().toList());
        others.remove(axis);
        return others;
    }

    /** Sizes that an input gets of what is given; -1 of what it leaves open. */
    private static Optional<List<Long>> sizes(List<Long> wanted, List<Long> given) {
        if (wanted.contains(0L) || given.contains(0L)) {
            return Optional.empty();
        }
        if (matches(wanted, given)) {
            return Optional.of(given);
        }
        List<Long> wide = wanted.stream().filter(size -> size != 1).toList();
        List<Long> broad = given.stream().filter(size -> size != 1).toList();
        if (matches(wide, broad)) {
            List<Long> next = new ArrayList<>(broad);
            return Optional.of(
                    wanted.stream().map(size -> size == 1 ? 1 : next.remove(0)).toList());
        }
        double all = given.stream().mapToDouble(size -> size).reduce(1, (a, b) -> a * b);
        return wide.size() == 1 && wide.get(0) == all ? Optional.of(wanted) : Optional.empty();
    }

    private static boolean matches(List<Long> wanted, List<Long> given) {
        if (wanted.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i) >= 0 && !wanted.get(i).equals(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether an array can be all of an input, whatever the sample.
     *
     * @param input what the model takes
     * @param array an array
     * @return true if the sizes are the input's, which takes no samples, or one at a time
     */
    static boolean isWhole(Port input, SampleArray array) {
        List<Long> given = Arrays.stream(array.dims()).boxed().toList();
        boolean one = input.fixedBatch().orElse(0) == 1;
        return one && (matches(input.dims(), given) || input.dims().isEmpty() && given.equals(List.of(1L)));
    }

    /** Why an array does not fit, and what can be done. */
    static OnnxException misfit(Port input, SampleArray array) {
        return new OnnxException("an array of " + Arrays.toString(array.dims()) + " holds no samples for input '"
                + input.name() + "', which takes " + input.text() + advice(input, array));
    }

    private static String advice(Port input, SampleArray array) {
        int axes = array.dims().length;
        int axis = input.batch().orElse(0);
        if (axes == 4 && axis == 0) {
            if (samples(input, array.moved(3, 1)).isPresent()) {
                return "; if these are pictures with their channels last, --layout nhwc transposes them";
            }
            if (samples(input, array.moved(1, 3)).isPresent()) {
                return "; if these are pictures with their channels first, --layout nchw transposes them";
            }
        }
        for (int other = 0; other < axes; other++) {
            if (other != axis
                    && axes == input.dims().size()
                    && shaped(input, array, other).isPresent()) {
                return "; its samples seem to lie along axis " + other + " instead of axis " + axis
                        + ": move them there with numpy.moveaxis, or say with --batch-axis where the model has them";
            }
        }
        List<Integer> longer = IntStream.range(0, axes == input.dims().size() ? axes : 0)
                .filter(other -> array.dims()[other] != input.dims().get(other))
                .boxed()
                .toList();
        if (longer.size() == 1 && longer.get(0) != axis) {
            return "; if the samples lie along axis " + longer.get(0) + ", --batch-axis " + longer.get(0) + " says so";
        }
        return input.batch().isPresent()
                ? "; give samples along axis " + axis + ", each of " + sample(input)
                        + ": only axes of size 1 may come and" + " go, and a sample be flattened"
                : "; give one array of that size, or samples along a further axis in front";
    }

    private static String sample(Port input) {
        return input.sample().stream()
                .map(size -> size < 0 ? "?" : size.toString())
                .toList()
                .toString();
    }
}
