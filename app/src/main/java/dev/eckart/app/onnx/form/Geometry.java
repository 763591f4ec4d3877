package dev.eckart.app.onnx.form;

import java.util.Optional;

/**
 * How the weights of an operator are applied.
 *
 * @param blocks into how many blocks of columns the weights fall, each of which sees an input of its own: the groups of a
 *     convolution, the matrices of a stack, or 1
 * @param window what a convolution looks at; empty for a product
 * @param lookup whether a row of the weights is taken by its index, which is the product with a row of zeros and a one
 */
public record Geometry(int blocks, Optional<Window> window, boolean lookup) {
    /** A product of a row with a matrix. */
    public static final Geometry PRODUCT = new Geometry(1, Optional.empty());

    /** A row of a table. */
    public static final Geometry LOOKUP = new Geometry(1, Optional.empty(), true);

    /**
     * How weights are multiplied with.
     *
     * @param blocks into how many blocks of columns the weights fall
     * @param window what a convolution looks at; empty for a product
     */
    public Geometry(int blocks, Optional<Window> window) {
        this(blocks, window, false);
    }

    /**
     * A convolution with the same groups.
     *
     * @param other what it looks at
     * @return a geometry
     */
    public Geometry with(Window other) {
        return new Geometry(blocks, Optional.of(other));
    }
}
