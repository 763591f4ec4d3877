package dev.eckart.app.onnx.array;

import dev.eckart.app.onnx.runtime.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An array with samples along its first axis, of which a few at a time become numbers. */
public interface SampleArray {
    /**
     * Sizes of its axes.
     *
     * @return at least one, the first of which is how many samples there are
     */
    long[] dims();

    /**
     * Sizes of the axes that a sample had before it was flattened.
     *
     * @return those that it has, unless more are known
     */
    default List<Long> sizes() {
        return Arrays.stream(dims()).skip(1).boxed().toList();
    }

    /**
     * Reads consecutive samples.
     *
     * @param from first
     * @param to the one after the last
     * @return their numbers, under the array's sizes but for the first
     * @throws dev.eckart.app.onnx.tensor.OnnxException if they cannot be read
     */
    Values read(int from, int to);

    /** What elements are. */
    enum Kind {
        /** Whole numbers from 0 to 255. */
        BYTES,
        /** Other whole numbers. */
        INTEGERS,
        /** Floating point numbers. */
        REALS,
        /** Truth values. */
        TRUTHS,
        /** Texts. */
        TEXTS
    }

    /**
     * What its elements are.
     *
     * @return floating point numbers unless something else is known
     */
    default Kind kind() {
        return Kind.REALS;
    }

    /**
     * The same with each sample changed at random in a way that leaves what it shows, as pictures are when they are moved a
     * little.
     *
     * @param variation how
     * @return a view; empty if the samples are what they are
     */
    default Optional<SampleArray> varied(Variation variation) {
        return Optional.empty();
    }

    /**
     * The same array with samples along another of its axes.
     *
     * @param axis index of the axis, counted with samples along the first one
     * @return a view, or a copy
     */
    default SampleArray along(int axis) {
        return axis == 0 ? this : of(whole().moved(axis, 0));
    }

    /**
     * All of it.
     *
     * @return its numbers
     */
    default Values whole() {
        return read(0, (int) dims()[0]);
    }

    /**
     * The same with another axis of a sample moved.
     *
     * @param from index of the axis, not 0
     * @param to its index afterwards, not 0
     * @return a view
     */
    default SampleArray moved(int from, int to) {
        List<Long> dims = new ArrayList<>(Arrays.stream(dims()).boxed().toList());
        dims.add(to, dims.remove(from));
        return mapped(dims.stream().mapToLong(Long::longValue).toArray(), values -> values.moved(from, to));
    }

    /**
     * The same with something done to each element.
     *
     * @param change what is done, which keeps the sizes
     * @return a view
     */
    default SampleArray mapped(UnaryOperator<Values> change) {
        return new ChangedArray(this, change);
    }

    /**
     * The same with something done to what is read.
     *
     * @param dims sizes afterwards, of as many samples
     * @param change what is done to some samples
     * @return a view
     */
    default SampleArray mapped(long[] dims, UnaryOperator<Values> change) {
        SampleArray whole = this;
        return new SampleArray() {
            @Override
            public Kind kind() {
                return whole.kind();
            }

            @Override
            public long[] dims() {
                return dims.clone();
            }

            @Override
            public Values read(int from, int to) {
                return change.apply(whole.read(from, to));
            }

            @Override
            public Optional<SampleArray> varied(Variation variation) {
                return whole.varied(variation).map(other -> other.mapped(dims, change));
            }

            @Override
            public SampleArray chosen(int[] numbers) {
                long[] fewer = dims.clone();
                fewer[0] = numbers.length;
                return whole.chosen(numbers).mapped(fewer, change);
            }
        };
    }

    /**
     * Some of the samples.
     *
     * @param numbers which ones, ascending
     * @return they in that order; whatever has to be read for them is read now
     */
    default SampleArray chosen(int[] numbers) {
        SampleArray whole = this;
        return new SampleArray() {
            @Override
            public Kind kind() {
                return whole.kind();
            }

            @Override
            public long[] dims() {
                long[] dims = whole.dims().clone();
                dims[0] = numbers.length;
                return dims;
            }

            @Override
            public Optional<SampleArray> varied(Variation variation) {
                return whole.varied(variation).map(other -> other.chosen(numbers));
            }

            @Override
            public Values read(int from, int to) {
                List<Values> runs = new ArrayList<>();
                int first = from;
                for (int i = from + 1; i <= to; i++) {
                    if (i == to || numbers[i] != numbers[i - 1] + 1) {
                        runs.add(whole.read(numbers[first], numbers[i - 1] + 1));
                        first = i;
                    }
                }
                return Values.joined(runs);
            }
        };
    }

    /**
     * An array that is in memory as numbers.
     *
     * @param values the numbers, used, not copied
     * @return the array
     */
    static SampleArray of(Values values) {
        return new SampleArray() {
            @Override
            public long[] dims() {
                return values.dims().clone();
            }

            @Override
            public Values read(int from, int to) {
                return values.slice(from, to);
            }
        };
    }

    /**
     * The same numbers under other sizes.
     *
     * @param dims sizes with the same product, and the same first one
     * @return a view
     */
    default SampleArray shaped(long[] dims) {
        return new ShapedArray(this, dims);
    }
}
