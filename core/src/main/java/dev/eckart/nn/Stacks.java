package dev.eckart.nn;

import dev.eckart.tensor.Tensor;

/** Moves the elements of tensors that are stacks of matrices, in either precision. */
final class Stacks {
    private Stacks() {}

    /** The same elements in the same order, in another shape of as many. */
    static void copy(Tensor from, Tensor to) {
        switch (from.precision()) {
            case FLOAT32 -> System.arraycopy(from.floats(), 0, to.floatsToWrite(), 0, from.size());
            case FLOAT64 -> System.arraycopy(from.doubles(), 0, to.doublesToWrite(), 0, from.size());
        }
    }

    /** Transposes each matrix of a stack: so many rows of the source belong to one. */
    static void transpose(Tensor from, int rows, Tensor to) {
        int size = rows * from.columns();
        switch (from.precision()) {
            case FLOAT32 -> transpose(from.floats(), to.floatsToWrite(), rows, from.columns(), from.size() / size);
            case FLOAT64 -> transpose(from.doubles(), to.doublesToWrite(), rows, from.columns(), from.size() / size);
        }
    }

    private static void transpose(float[] from, float[] to, int rows, int columns, int count) {
        for (int start = 0; start < count * rows * columns; start += rows * columns) {
            int i = 0;
            for (; i + 4 <= rows; i += 4) {
                transposeFour(from, start + i * columns, columns, to, start + i, rows);
            }
            for (; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    to[start + j * rows + i] = from[start + i * columns + j];
                }
            }
        }
    }

    /** Four rows side by side, so that what is written lies together. */
    private static void transposeFour(float[] from, int first, int columns, float[] to, int at, int rows) {
        int second = first + columns;
        int third = second + columns;
        int fourth = third + columns;
        for (int j = 0; j < columns; j++) {
            int start = at + j * rows;
            to[start] = from[first + j];
            to[start + 1] = from[second + j];
            to[start + 2] = from[third + j];
            to[start + 3] = from[fourth + j];
        }
    }

    private static void transpose(double[] from, double[] to, int rows, int columns, int count) {
        for (int start = 0; start < count * rows * columns; start += rows * columns) {
            int i = 0;
            for (; i + 4 <= rows; i += 4) {
                transposeFour(from, start + i * columns, columns, to, start + i, rows);
            }
            for (; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    to[start + j * rows + i] = from[start + i * columns + j];
                }
            }
        }
    }

    /** Four rows side by side, so that what is written lies together. */
    private static void transposeFour(double[] from, int first, int columns, double[] to, int at, int rows) {
        int second = first + columns;
        int third = second + columns;
        int fourth = third + columns;
        for (int j = 0; j < columns; j++) {
            int start = at + j * rows;
            to[start] = from[first + j];
            to[start + 1] = from[second + j];
            to[start + 2] = from[third + j];
            to[start + 3] = from[fourth + j];
        }
    }
}
