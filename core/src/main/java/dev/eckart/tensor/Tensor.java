package dev.eckart.tensor;

/**
 * A matrix: one packed row-major array on the heap, in one {@link Precision}.
 *
 * <p>A backend may keep a copy of a tensor in its own form (off the heap, say) and reuse it while {@link #version()}
 * stays the same. Whoever writes therefore asks for the array by {@link #floatsToWrite()} or {@link #doublesToWrite()}
 * each time, writes, and lets go of it: an array kept and written later would leave such a copy stale.
 *
 * <p>Indices are not checked: one that is out of range throws {@link IndexOutOfBoundsException} or meets another element.
 * Not safe for use by several threads while one of them writes.
 */
public interface Tensor {
    /**
     * Number of rows.
     *
     * @return rows, at least 1
     */
    int rows();

    /**
     * Number of columns.
     *
     * @return columns, at least 1
     */
    int columns();

    /**
     * Precision of the elements.
     *
     * @return the precision, which decides which of the two kinds of array this tensor has
     */
    Precision precision();

    /**
     * One element, widened exactly.
     *
     * @param row row, from 0
     * @param column column, from 0
     * @return the element
     */
    double get(int row, int column);

    /**
     * Sets one element, rounded to this tensor's precision. For small or cold work; hot loops take the array.
     *
     * @param row row, from 0
     * @param column column, from 0
     * @param value new value
     */
    void set(int row, int column, double value);

    /**
     * The array itself, for reading.
     *
     * @return {@code rows * columns} elements, row by row
     * @throws UnsupportedOperationException if the precision is not float32
     */
    float[] floats();

    /**
     * The array itself, for reading.
     *
     * @return {@code rows * columns} elements, row by row
     * @throws UnsupportedOperationException if the precision is not float64
     */
    double[] doubles();

    /**
     * The array itself, for writing now; counts as a change.
     *
     * @return {@code rows * columns} elements, row by row
     * @throws UnsupportedOperationException if the precision is not float32
     */
    float[] floatsToWrite();

    /**
     * The array itself, for writing now; counts as a change.
     *
     * @return {@code rows * columns} elements, row by row
     * @throws UnsupportedOperationException if the precision is not float64
     */
    double[] doublesToWrite();

    /**
     * Counts the changes of this tensor.
     *
     * @return a number that grows whenever the elements may have changed
     */
    long version();

    /**
     * Number of elements.
     *
     * @return {@code rows * columns}
     */
    default int size() {
        return rows() * columns();
    }
}
