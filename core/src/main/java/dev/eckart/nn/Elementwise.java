package dev.eckart.nn;

import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;

/** The loops between products, in one precision. Shapes are the caller's care. */
interface Elementwise {
    /** The loops for tensors of a precision. */
    static Elementwise of(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> new FloatElementwise();
            case FLOAT64 -> new DoubleElementwise();
        };
    }

    /** Adds the row to each row of the matrix. */
    void addRow(Tensor matrix, Tensor row);

    /** Sets the row to the sum of the matrix's rows. */
    void sumRows(Tensor matrix, Tensor row);

    /** Sets {@code y = max(x, 0)}; a NaN stays one. */
    void rectify(Tensor x, Tensor y);

    /**
     * Sets {@code z = g} where {@code y > 0}, and 0 where {@code y = 0}; a NaN in either stays one, and
     * an infinite gradient where y = 0 makes one. Nothing of y is below 0.
     */
    void mask(Tensor y, Tensor g, Tensor z);
}
