package dev.eckart.infer;

import dev.eckart.tensor.Tensor;

/** Copies whole rows, whatever the precision. */
final class RowCopy {
    private RowCopy() {}

    /** Copies so many rows; both tensors have the same width and precision. */
    static void copy(Tensor from, int fromRow, Tensor to, int toRow, int rows) {
        int columns = from.columns();
        System.arraycopy(read(from), fromRow * columns, write(to), toRow * columns, rows * columns);
    }

    /** Sets every row of a tensor to the one row of another, doubling what is there. */
    static void repeat(Tensor row, Tensor to) {
        Object elements = write(to);
        int done = row.columns();
        System.arraycopy(read(row), 0, elements, 0, done);
        for (int size = to.size(); done < size; done += Math.min(done, size - done)) {
            System.arraycopy(elements, 0, elements, done, Math.min(done, size - done));
        }
    }

    private static Object read(Tensor tensor) {
        return switch (tensor.precision()) {
            case FLOAT32 -> tensor.floats();
            case FLOAT64 -> tensor.doubles();
        };
    }

    private static Object write(Tensor tensor) {
        return switch (tensor.precision()) {
            case FLOAT32 -> tensor.floatsToWrite();
            case FLOAT64 -> tensor.doublesToWrite();
        };
    }
}
