package dev.eckart.tensor;

/** A matrix of {@code float}s. */
final class FloatTensor implements Tensor {
    private final int rows;
    private final int columns;
    private final float[] elements;
    private long version;

    FloatTensor(int rows, int columns, float[] elements) {
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
        return Precision.FLOAT32;
    }

    @Override
    public double get(int row, int column) {
        return elements[row * columns + column];
    }

    @Override
    public void set(int row, int column, double value) {
        elements[row * columns + column] = (float) value;
        version++;
    }

    @Override
    public float[] floats() {
        return elements;
    }

    @Override
    public double[] doubles() {
        throw new UnsupportedOperationException("a float32 tensor has no doubles");
    }

    @Override
    public float[] floatsToWrite() {
        version++;
        return elements;
    }

    @Override
    public double[] doublesToWrite() {
        throw new UnsupportedOperationException("a float32 tensor has no doubles");
    }

    @Override
    public long version() {
        return version;
    }
}
