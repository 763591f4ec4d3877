package dev.eckart.tensor;

/** A matrix of {@code double}s. */
final class DoubleTensor implements Tensor {
    private final int rows;
    private final int columns;
    private final double[] elements;
    private long version;

    DoubleTensor(int rows, int columns, double[] elements) {
        this.rows = rows;
        this.columns = columns;
        this.elements = elements;
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
        return Precision.FLOAT64;
    }

    @Override
    public double get(int row, int column) {
        return elements[row * columns + column];
    }

    @Override
    public void set(int row, int column, double value) {
        elements[row * columns + column] = value;
        version++;
    }

    @Override
    public float[] floats() {
        throw new UnsupportedOperationException("a float64 tensor has no floats");
    }

    @Override
    public double[] doubles() {
        return elements;
    }

    @Override
    public float[] floatsToWrite() {
        throw new UnsupportedOperationException("a float64 tensor has no floats");
    }

    @Override
    public double[] doublesToWrite() {
        version++;
        return elements;
    }

    @Override
    public long version() {
        return version;
    }
}
