package dev.eckart.faulty;

import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;

/**
 * The elements of another tensor, whose version stays as it is however often they change.
 *
 * @param of the other tensor
 * @param version the version that is always told
 */
record TensorView(Tensor of, long version) implements Tensor {
    @Override
    public int rows() {
        return of.rows();
    }

    @Override
    public int columns() {
        return of.columns();
    }

    @Override
    public Precision precision() {
        return of.precision();
    }

    @Override
    public double get(int row, int column) {
        return of.get(row, column);
    }

    @Override
    public void set(int row, int column, double value) {
        of.set(row, column, value);
    }

    @Override
    public float[] floats() {
        return of.floats();
    }

    @Override
    public double[] doubles() {
        return of.doubles();
    }

    @Override
    public float[] floatsToWrite() {
        return of.floatsToWrite();
    }

    @Override
    public double[] doublesToWrite() {
        return of.doublesToWrite();
    }
}
