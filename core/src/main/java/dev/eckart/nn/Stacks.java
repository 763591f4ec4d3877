package dev.eckart.nn;

import dev.eckart.tensor.Tensor;
import java.util.Arrays;

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

    /** The same matrix with other columns behind its own, which are zero, or without its last columns. */
    static void resize(Tensor from, Tensor to) {
        zero(to);
        int columns = Math.min(from.columns(), to.columns());
        for (int row = 0; row < from.rows(); row++) {
            int start = row * from.columns();
            int at = row * to.columns();
            switch (from.precision()) {
                case FLOAT32 -> System.arraycopy(from.floats(), start, to.floatsToWrite(), at, columns);
                case FLOAT64 -> System.arraycopy(from.doubles(), start, to.doublesToWrite(), at, columns);
            }
        }
    }

    private static void zero(Tensor tensor) {
        switch (tensor.precision()) {
            case FLOAT32 -> Arrays.fill(tensor.floatsToWrite(), 0);
            case FLOAT64 -> Arrays.fill(tensor.doublesToWrite(), 0);
        }
    }

    /**
     * The sizes of the matrices of two stacks.
     *
     * @param count matrices in each
     * @param rows rows of a matrix of the first
     * @param columns its columns that count
     * @param from all its columns
     * @param to columns of a matrix of the second
     */
    private record Sizes(int count, int rows, int columns, int from, int to) {}

    /**
     * Transposes each matrix of a stack: so many rows of the source belong to one. Columns of the source that have no room in
     * the result are left out, and columns of the result that have no row in the source become zero.
     */
    static void transpose(Tensor from, int rows, Tensor to) {
        int count = from.rows() / rows;
        Sizes sizes = new Sizes(count, rows, Math.min(from.columns(), to.rows() / count), from.columns(), to.columns());
        if (to.columns() > rows) {
            zero(to);
        }
        switch (from.precision()) {
            case FLOAT32 -> transpose(from.floats(), to.floatsToWrite(), sizes);
            case FLOAT64 -> transpose(from.doubles(), to.doublesToWrite(), sizes);
        }
    }

    private static void transpose(float[] from, float[] to, Sizes sizes) {
        for (int matrix = 0; matrix < sizes.count; matrix++) {
            int start = matrix * sizes.rows * sizes.from;
            int at = matrix * sizes.columns * sizes.to;
            int i = 0;
            for (; i + 4 <= sizes.rows; i += 4) {
                transposeFour(from, start + i * sizes.from, to, at + i, sizes);
            }
            for (; i < sizes.rows; i++) {
                for (int j = 0; j < sizes.columns; j++) {
                    to[at + j * sizes.to + i] = from[start + i * sizes.from + j];
                }
            }
        }
    }

    /** Four rows side by side, so that what is written lies together. */
    private static void transposeFour(float[] from, int first, float[] to, int at, Sizes sizes) {
        int second = first + sizes.from;
        int third = second + sizes.from;
        int fourth = third + sizes.from;
        for (int j = 0; j < sizes.columns; j++) {
            int start = at + j * sizes.to;
            to[start] = from[first + j];
            to[start + 1] = from[second + j];
            to[start + 2] = from[third + j];
            to[start + 3] = from[fourth + j];
        }
    }

    private static void transpose(double[] from, double[] to, Sizes sizes) {
        for (int matrix = 0; matrix < sizes.count; matrix++) {
            int start = matrix * sizes.rows * sizes.from;
            int at = matrix * sizes.columns * sizes.to;
            int i = 0;
            for (; i + 4 <= sizes.rows; i += 4) {
                transposeFour(from, start + i * sizes.from, to, at + i, sizes);
            }
            for (; i < sizes.rows; i++) {
                for (int j = 0; j < sizes.columns; j++) {
                    to[at + j * sizes.to + i] = from[start + i * sizes.from + j];
                }
            }
        }
    }

    /** Four rows side by side, so that what is written lies together. */
    private static void transposeFour(double[] from, int first, double[] to, int at, Sizes sizes) {
        int second = first + sizes.from;
        int third = second + sizes.from;
        int fourth = third + sizes.from;
        for (int j = 0; j < sizes.columns; j++) {
            int start = at + j * sizes.to;
            to[start] = from[first + j];
            to[start + 1] = from[second + j];
            to[start + 2] = from[third + j];
            to[start + 3] = from[fourth + j];
        }
    }
}
