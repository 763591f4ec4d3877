package dev.eckart.app.onnx.array;

import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The classes of samples.
 *
 * @param dims sizes of the axes: samples first, and positions of a sample if each has a class of its own
 * @param classes a class for each, or {@link #NOT_COUNTED} of numbers
 * @param names what the classes stand for, by number, if they are texts; none if the numbers are the classes
 */
public record SampleLabels(long[] dims, int[] classes, List<String> names) {
    /** The class of what is not counted, as PyTorch's losses have it by default. */
    public static final int NOT_COUNTED = -100;

    /**
     * Checks that they are labels.
     *
     * @param classes a class for each, or {@link #NOT_COUNTED} of numbers; used, not copied
     * @throws OnnxException if there is no axis or too few classes
     */
    public SampleLabels {
        if (dims.length == 0 || Arrays.stream(dims).reduce(1, (a, b) -> a * b) != classes.length) {
            throw new OnnxException(
                    classes.length + " labels are not " + Arrays.toString(dims) + ", samples along the first axis");
        }
    }

    /**
     * Classes that are numbers.
     *
     * @param classes a class for each, or {@link #NOT_COUNTED}; used, not copied
     */
    public SampleLabels(long[] dims, int[] classes) {
        this(dims, classes, List.of());
    }

    /**
     * One class a sample.
     *
     * @param classes a class for each, or {@link #NOT_COUNTED}; used, not copied
     * @return the labels
     */
    public static SampleLabels of(int... classes) {
        return new SampleLabels(new long[] {classes.length}, classes);
    }

    /**
     * Classes that are texts.
     *
     * @param dims sizes of the axes
     * @param texts a class for each
     * @return the labels
     */
    public static SampleLabels of(long[] dims, List<String> texts) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] classes = texts.stream()
                .mapToInt(text -> numbers.computeIfAbsent(text, ignored -> numbers.size()))
                .toArray();
        return new SampleLabels(dims, classes, List.copyOf(numbers.keySet()));
    }

    /**
     * The labels that an array holds.
     *
     * @param array whole numbers or texts, samples along the first axis
     * @return a copy
     * @throws OnnxException if it holds something else, or too much of it
     */
    public static SampleLabels of(SampleArray array) {
        if (array.dims().length == 0) {
            throw new OnnxException("it holds no labels: whole numbers or texts, samples along the first axis");
        }
        SampleArray all = array.chosen(IntStream.range(0, (int) array.dims()[0]).toArray());
        long each = Arrays.stream(all.dims()).skip(1).reduce(1, (a, b) -> a * b);
        if (each * all.dims()[0] > Integer.MAX_VALUE - 8) {
            throw new OnnxException("it has more elements than can be worked on here");
        }
        return array.kind() == SampleArray.Kind.TEXTS
                ? of(all.dims(), List.of(all.whole().asTexts()))
                : numbered(all, (int) each);
    }

    private static SampleLabels numbered(SampleArray all, int each) {
        int[] classes = new int[(int) all.dims()[0] * each];
        int at = 0;
        for (int sample = 0; sample < all.dims()[0]; sample++) {
            for (double element : all.read(sample, sample + 1).numbers()) {
                if (element != (int) element) {
                    throw new OnnxException("it holds no labels, which are whole numbers or texts: sample " + sample
                            + " has " + element);
                }
                classes[at++] = (int) element;
            }
        }
        return new SampleLabels(all.dims(), classes);
    }

    /**
     * Whether the classes are texts.
     *
     * @return false if they are numbers
     */
    public boolean areTexts() {
        return !names.isEmpty();
    }

    /**
     * What a class is called.
     *
     * @param label the class
     * @return its text, or its digits
     */
    public String name(int label) {
        return areTexts() ? names.get(label) : String.valueOf(label);
    }

    /**
     * Whether a class counts.
     *
     * @param label the class
     * @return false if it is {@link #NOT_COUNTED}
     */
    public boolean counts(int label) {
        return areTexts() || label != NOT_COUNTED;
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

    /** The labels of the first positions of each sample. */
    public SampleLabels head(int positions) {
        int[] first = IntStream.range(0, count() * positions)
                .map(i -> classes[i / positions * each() + i % positions])
                .toArray();
        return new SampleLabels(new long[] {count(), positions}, first, names);
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
        return new SampleLabels(part, some, names);
    }
}
