package dev.eckart.app.onnx.runtime;

import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A value that goes into a model or comes out of it.
 *
 * @param dims sizes of its axes
 * @param numbers its elements in float64, row by row, whatever type the model has them in
 * @param texts what the elements stand for, by number, if they are texts; none otherwise
 */
public record Values(long[] dims, double[] numbers, List<String> texts) {
    /** The most that Java keeps in an array. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    /**
     * A value of numbers.
     *
     * @param numbers used, not copied
     * @throws IllegalArgumentException if the sizes and the elements do not agree
     */
    public Values(long[] dims, double[] numbers) {
        this(dims, numbers, List.of());
    }

    /**
     * A value of texts.
     *
     * @param dims sizes of its axes
     * @param texts row by row
     * @return the value
     */
    public static Values of(long[] dims, List<String> texts) {
        return new Values(
                dims, IntStream.range(0, texts.size()).asDoubleStream().toArray(), texts);
    }

    /**
     * Checks that the sizes and the elements agree.
     *
     * @param numbers used, not copied
     * @throws IllegalArgumentException if they do not
     */
    public Values {
        if (count(dims) != numbers.length) {
            throw new IllegalArgumentException(numbers.length + " numbers are not " + Arrays.toString(dims));
        }
    }

    /**
     * How many numbers a value of some sizes has.
     *
     * @param dims sizes of its axes
     * @return their product
     * @throws OnnxException if it is more than can be worked on
     */
    public static int count(long... dims) {
        long count = Arrays.stream(dims).anyMatch(dim -> dim == 0) ? 0 : 1;
        for (long dim : dims) {
            if (dim > 0 && count > MOST / dim) {
                throw new OnnxException("a value of " + Arrays.toString(dims)
                        + " has more numbers than can be worked on here, " + MOST);
            }
            count *= dim;
        }
        return (int) count;
    }

    /** Numbers of each that is along the first axis; none of nothing. */
    private int each() {
        return dims[0] == 0 ? 0 : numbers.length / (int) dims[0];
    }

    /**
     * Some of the first axis.
     *
     * @param from first
     * @param to the one after the last
     * @return a copy of that part
     */
    public Values slice(int from, int to) {
        int each = each();
        long[] part = dims.clone();
        part[0] = to - from;
        return new Values(part, Arrays.copyOfRange(numbers, from * each, to * each), texts);
    }

    /**
     * Values behind each other along the first axis.
     *
     * @param parts at least one, equal in all other axes
     * @return the only one, or a copy of all
     */
    public static Values joined(List<Values> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        long[] dims = parts.get(0).dims.clone();
        dims[0] = parts.stream().mapToLong(part -> part.dims[0]).sum();
        List<String> texts = parts.stream().flatMap(part -> part.texts.stream()).toList();
        double[] all =
                new double[parts.stream().mapToInt(part -> part.numbers.length).sum()];
        int at = 0;
        int before = 0;
        for (Values part : parts) {
            for (double number : part.numbers) {
                all[at++] = before == 0 ? number : number + before;
            }
            before += part.texts.size();
        }
        return new Values(dims, all, texts);
    }

    /**
     * More of the first axis.
     *
     * @param count how many there shall be along it, at least as many as there are
     * @return this if there are as many, else copies of the last one behind the others
     */
    public Values filled(int count) {
        if (dims[0] == count) {
            return this;
        }
        int each = each();
        long[] more = dims.clone();
        more[0] = count;
        double[] all = Arrays.copyOf(numbers, count(more));
        for (int i = numbers.length; i < all.length; i++) {
            all[i] = all[i - each];
        }
        return new Values(more, all, texts);
    }

    /**
     * The same with one of its axes moved to another place.
     *
     * @param from index of the axis
     * @param to its index afterwards
     * @return a copy, or this if it is there already
     */
    public Values moved(int from, int to) {
        if (from == to) {
            return this;
        }
        int first = Math.min(from, to);
        int last = Math.max(from, to) + 1;
        int axis = (int) dims[from];
        int between = axis == 0 ? 0 : size(first, last) / axis;
        int inner = size(last, dims.length);
        boolean forwards = from > to;
        double[] all = new double[numbers.length];
        for (int outer = 0; outer < size(0, first); outer++) {
            for (int i = 0; i < axis; i++) {
                for (int j = 0; j < between; j++) {
                    int one = (outer * axis + i) * between + j;
                    int other = (outer * between + j) * axis + i;
                    System.arraycopy(
                            numbers, (forwards ? other : one) * inner, all, (forwards ? one : other) * inner, inner);
                }
            }
        }
        List<Long> sizes = new ArrayList<>(Arrays.stream(dims).boxed().toList());
        sizes.add(to, sizes.remove(from));
        return new Values(sizes.stream().mapToLong(Long::longValue).toArray(), all, texts);
    }

    private int size(int from, int to) {
        return count(Arrays.copyOfRange(dims, from, to));
    }

    /**
     * The same numbers under other sizes.
     *
     * @param other sizes of the same product
     * @return a view
     */
    public Values shaped(long... other) {
        return new Values(other, numbers, texts);
    }

    /**
     * The elements as texts.
     *
     * @return row by row
     */
    public String[] asTexts() {
        return Arrays.stream(numbers)
                .mapToObj(number -> texts.get((int) number))
                .toArray(String[]::new);
    }

    /**
     * Size of an axis.
     *
     * @param fromLast 1 for the last axis, 2 for the one before
     * @return its size, 1 if there is no such axis
     */
    public int axis(int fromLast) {
        return fromLast > dims.length ? 1 : (int) dims[dims.length - fromLast];
    }
}
