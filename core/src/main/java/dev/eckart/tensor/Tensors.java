package dev.eckart.tensor;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Makes tensors, and the few whole-matrix operations that need no backend. */
public final class Tensors {
    /** Rows that are read side by side, so that a transposed matrix is written by the cache line. */
    private static final int SIDE_BY_SIDE = 16;

    private Tensors() {}

    /**
     * A matrix of zeros.
     *
     * @param precision precision of the elements
     * @param rows rows, at least 1
     * @param columns columns, at least 1
     * @return a new tensor
     * @throws IllegalArgumentException if a size is below 1, or their product is more than an array can hold
     */
    public static Tensor zeros(Precision precision, int rows, int columns) {
        if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a tensor cannot be " + rows + " x " + columns);
        }
        return switch (precision) {
            case FLOAT32 -> new FloatTensor(rows, columns, new float[rows * columns]);
            case FLOAT64 -> new DoubleTensor(rows, columns, new double[rows * columns]);
        };
    }

    /**
     * A float64 matrix over an array that the caller gives away.
     *
     * @param rows rows, at least 1
     * @param columns columns, at least 1
     * @param elements the elements, row by row; used, not copied
     * @return a tensor over that array
     * @throws IllegalArgumentException if a size is below 1, or the array's length is not {@code rows * columns}
     */
    public static Tensor wrap(int rows, int columns, double[] elements) {
        if (rows < 1 || columns < 1 || elements.length != (long) rows * columns) {
            throw new IllegalArgumentException(elements.length + " elements are not " + rows + " x " + columns);
        }
        return new DoubleTensor(rows, columns, elements);
    }

    /**
     * A float64 matrix with the given rows.
     *
     * @param rows at least one row; all have one length, at least 1
     * @return a new tensor
     * @throws IllegalArgumentException if there is no row or no column, or the lengths differ
     */
    public static Tensor of(double[]... rows) {
        if (rows.length == 0 || Arrays.stream(rows).anyMatch(row -> row.length != rows[0].length)) {
            throw new IllegalArgumentException("rows of the lengths "
                    + Arrays.toString(
                            Arrays.stream(rows).mapToInt(row -> row.length).toArray()) + " are no matrix");
        }
        return wrap(
                rows.length,
                rows[0].length,
                Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
    }

    /**
     * The same numbers in a precision of choice.
     *
     * @param tensor what to copy
     * @param precision precision of the copy; narrowing rounds each element
     * @return a new tensor, never the argument
     */
    public static Tensor copy(Tensor tensor, Precision precision) {
        Tensor copy = zeros(precision, tensor.rows(), tensor.columns());
        fill(copy, element(tensor));
        return copy;
    }

    /**
     * The first columns of a matrix.
     *
     * @param tensor any matrix
     * @param columns how many columns, from 1 to the matrix's own
     * @return a new tensor of the same precision
     * @throws IllegalArgumentException if there are to be none
     * @throws IndexOutOfBoundsException if the matrix has fewer
     */
    public static Tensor leadingColumns(Tensor tensor, int columns) {
        Tensor part = zeros(tensor.precision(), tensor.rows(), columns);
        Object from = elements(tensor);
        Object to = elements(part);
        for (int row = 0; row < tensor.rows(); row++) {
            System.arraycopy(from, row * tensor.columns(), to, row * columns, columns);
        }
        return part;
    }

    /**
     * The transposed matrix.
     *
     * @param tensor any matrix
     * @return a new tensor of the same precision
     */
    public static Tensor transpose(Tensor tensor) {
        Tensor transposed = zeros(tensor.precision(), tensor.columns(), tensor.rows());
        switch (tensor.precision()) {
            case FLOAT32 -> transpose(tensor.floats(), transposed.floatsToWrite(), tensor.columns());
            case FLOAT64 -> transpose(tensor.doubles(), transposed.doublesToWrite(), tensor.columns());
        }
        return transposed;
    }

    private static void transpose(double[] from, double[] to, int columns) {
        int rows = from.length / columns;
        for (int first = 0; first < rows; first += SIDE_BY_SIDE) {
            int last = Math.min(rows, first + SIDE_BY_SIDE);
            for (int j = 0; j < columns; j++) {
                for (int i = first; i < last; i++) {
                    to[j * rows + i] = from[i * columns + j];
                }
            }
        }
    }

    private static void transpose(float[] from, float[] to, int columns) {
        int rows = from.length / columns;
        for (int first = 0; first < rows; first += SIDE_BY_SIDE) {
            int last = Math.min(rows, first + SIDE_BY_SIDE);
            for (int j = 0; j < columns; j++) {
                for (int i = first; i < last; i++) {
                    to[j * rows + i] = from[i * columns + j];
                }
            }
        }
    }

    private static Object elements(Tensor tensor) {
        return tensor.precision() == Precision.FLOAT32 ? tensor.floats() : tensor.doubles();
    }

    /**
     * Sets every element.
     *
     * @param tensor what to fill
     * @param value value by packed row-major index, asked for in ascending order
     */
    public static void fill(Tensor tensor, IntToDoubleFunction value) {
        switch (tensor.precision()) {
            case FLOAT32 -> {
                float[] elements = tensor.floatsToWrite();
                for (int i = 0; i < tensor.size(); i++) {
                    elements[i] = (float) value.applyAsDouble(i);
                }
            }
            case FLOAT64 -> Arrays.setAll(tensor.doublesToWrite(), value);
        }
    }

    /**
     * Reads elements by packed row-major index, whatever the precision.
     *
     * @param tensor any matrix
     * @return a function from index to element, which sees later changes
     */
    public static IntToDoubleFunction element(Tensor tensor) {
        return switch (tensor.precision()) {
            case FLOAT32 -> {
                float[] elements = tensor.floats();
                yield i -> elements[i];
            }
            case FLOAT64 -> {
                double[] elements = tensor.doubles();
                yield i -> elements[i];
            }
        };
    }

    /**
     * Whether no element is NaN or infinite.
     *
     * @param tensor any matrix
     * @return true if all are finite
     */
    public static boolean isFinite(Tensor tensor) {
        IntToDoubleFunction element = element(tensor);
        for (int i = 0; i < tensor.size(); i++) {
            if (!Double.isFinite(element.applyAsDouble(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The Frobenius norm, summed so that squares of huge elements do not overflow and those of tiny ones do not vanish.
     *
     * @param tensor any matrix
     * @return the root of the sum of squares; NaN or infinite if an element is
     */
    public static double norm(Tensor tensor) {
        IntToDoubleFunction element = element(tensor);
        double largest = 0;
        for (int i = 0; i < tensor.size(); i++) {
            largest = Math.max(largest, Math.abs(element.applyAsDouble(i)));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int i = 0; i < tensor.size(); i++) {
            double scaled = element.applyAsDouble(i) / largest;
            sum += scaled * scaled;
        }
        return largest * Math.sqrt(sum);
    }
}
