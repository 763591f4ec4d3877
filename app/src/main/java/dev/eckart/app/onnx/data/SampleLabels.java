package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.model.OnnxException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The classes of samples.
 *
 * @param dims sizes of the axes: samples first, and positions of a sample if each has a class of its own
 * @param classes a class from 0 for each, or {@link #NOT_COUNTED}
 */
public record SampleLabels(long[] dims, int[] classes) {
    /** The class of what is not counted, as PyTorch's losses have it by default. */
    public static final int NOT_COUNTED = -100;

    /**
     * Checks that they are labels.
     *
     * @param dims sizes of the axes
     * @param classes a class from 0 for each, or {@link #NOT_COUNTED}; used, not copied
     * @throws OnnxException if there is no axis or too few classes, or another negative number among them
     */
    public SampleLabels {
        if (dims.length == 0 || Arrays.stream(dims).reduce(1, (a, b) -> a * b) != classes.length) {
            throw new OnnxException(
                    classes.length + " labels are not " + Arrays.toString(dims) + ", samples along the first axis");
        }
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 && classes[i] != NOT_COUNTED) {
                int each = classes.length / (int) dims[0];
                throw new OnnxException("label " + classes[i] + " of sample " + i / each
                        + (each > 1 ? ", position " + i % each : "") + " is no class: classes count from 0, and "
                        + NOT_COUNTED + " is what is not counted");
            }
        }
    }

    /**
     * One class a sample.
     *
     * @param classes a class from 0 for each, or {@link #NOT_COUNTED}; used, not copied
     * @return the labels
     */
    public static SampleLabels of(int... classes) {
        return new SampleLabels(new long[] {classes.length}, classes);
    }

    /**
     * How many samples there are.
     *
     * @return size of the first axis
     */
    public int count() {
        return (int) dims[0];
    }

    /**
     * How many classes each sample has.
     *
     * @return 1, or how many positions have one of their own
     */
    public int each() {
        return count() == 0 ? 1 : classes.length / count();
    }

    /**
     * The labels of some samples.
     *
     * @param from first
     * @param to the one after the last
     * @return a copy of that part
     */
    public SampleLabels slice(int from, int to) {
        return chosen(IntStream.range(from, to).toArray());
    }

    /**
     * The labels of some samples.
     *
     * @param samples which ones
     * @return a copy, in that order
     */
    public SampleLabels chosen(int[] samples) {
        long[] part = dims.clone();
        part[0] = samples.length;
        int each = each();
        int[] some = new int[samples.length * each];
        for (int i = 0; i < some.length; i++) {
            some[i] = classes[samples[i / each] * each + i % each];
        }
        return new SampleLabels(part, some);
    }
}
