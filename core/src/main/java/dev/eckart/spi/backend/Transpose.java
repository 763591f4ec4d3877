package dev.eckart.spi.backend;

import dev.eckart.tensor.Tensor;

/** Whether a product reads an operand as it lies or transposed. */
public enum Transpose {
    /** As it lies. */
    NO,
    /** Transposed. */
    YES;

    /**
     * Rows of the operand as the product sees it.
     *
     * @param tensor the operand
     * @return its rows, or its columns if transposed
     */
    public int rows(Tensor tensor) {
        return this == NO ? tensor.rows() : tensor.columns();
    }

    /**
     * Columns of the operand as the product sees it.
     *
     * @param tensor the operand
     * @return its columns, or its rows if transposed
     */
    public int columns(Tensor tensor) {
        return this == NO ? tensor.columns() : tensor.rows();
    }
}
