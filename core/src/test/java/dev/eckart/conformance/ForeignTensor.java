package dev.eckart.conformance;

import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;

/** A tensor that is none of core's: it keeps both kinds of array, and hands out the one its precision names. */
final class ForeignTensor implements Tensor {
    private final int rows;
    private final int columns;
    private final Precision precision;
    private final float[] floats;
    private final double[] doubles;
    private long version = 41;

    private ForeignTensor(Tensor like) {
        rows = like.rows();
        columns = like.columns();
        precision = like.precision();
        floats = new float[precision == Precision.FLOAT32 ? rows * columns : 0];
        doubles = new double[precision == Precision.FLOAT64 ? rows * columns : 0];
    }

    /** The same numbers in a foreign tensor. */
    static Tensor copy(Tensor tensor) {
        ForeignTensor copy = new ForeignTensor(tensor);
        for (int i = 0; i < tensor.size(); i++) {
            copy.set(i / copy.columns, i % copy.columns, tensor.get(i / copy.columns, i % copy.columns));
        }
        return copy;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public double get(int row, int column) {
        int at = row * columns + column;
        return precision == Precision.FLOAT32 ? floats[at] : doubles[at];
    }

    @Override
    public void set(int row, int column, double value) {
        version++;
        int at = row * columns + column;
        if (precision == Precision.FLOAT32) {
            floats[at] = (float) value;
        } else {
            doubles[at] = value;
        }
    }

    @Override
    public float[] floats() {
        require(Precision.FLOAT32);
        return floats;
    }

    @Override
    public double[] doubles() {
        require(Precision.FLOAT64);
        return doubles;
    }

    @Override
    public float[] floatsToWrite() {
        version++;
        return floats();
    }

    @Override
    public double[] doublesToWrite() {
        version++;
        return doubles();
    }

    @Override
    public long version() {
        return version;
    }

    private void require(Precision asked) {
        if (asked != precision) {
            throw new UnsupportedOperationException(
                    "a " + precision.label() + " tensor has no " + asked.label() + " array");
        }
    }
}
