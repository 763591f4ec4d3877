package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.runtime.Values;

/** An array with samples along its first axis, of which a few at a time become numbers. */
public interface SampleArray {
    /**
     * Sizes of its axes.
     *
     * @return at least one, the first of which is how many samples there are
     */
    long[] dims();

    /**
     * Reads consecutive samples.
     *
     * @param from first
     * @param to the one after the last
     * @return their numbers, under the array's sizes but for the first
     * @throws dev.eckart.app.onnx.model.OnnxException if they cannot be read
     */
    Values read(int from, int to);

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
                return values.dims();
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
        SampleArray whole = this;
        return new SampleArray() {
            @Override
            public long[] dims() {
                return dims.clone();
            }

            @Override
            public Values read(int from, int to) {
                long[] part = dims.clone();
                part[0] = to - from;
                return new Values(part, whole.read(from, to).numbers());
            }
        };
    }

    /**
     * Some of the samples.
     *
     * @param from first
     * @param to the one after the last
     * @return a view
     */
    default SampleArray part(int from, int to) {
        SampleArray whole = this;
        return new SampleArray() {
            @Override
            public long[] dims() {
                long[] part = whole.dims();
                part[0] = to - from;
                return part;
            }

            @Override
            public Values read(int first, int end) {
                return whole.read(from + first, from + end);
            }
        };
    }
}
