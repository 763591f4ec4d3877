package dev.eckart.app.onnx.form;

import java.util.Optional;

/**
 * How the weights of an operator are applied.
 *
 * @param blocks into how many blocks of columns the weights fall, each of which sees an input of its own: the groups of a
 *     convolution, the matrices of a stack, or 1
 * @param application what each block is multiplied with
 */
public record Geometry(int blocks, Application application) {
    /** A product of a row with a matrix. */
    public static final Geometry PRODUCT = product(1);

    /** A row of a table. */
    public static final Geometry LOOKUP = new Geometry(1, new Lookup());

    /** What weights are multiplied with: a row, one that an index stands for, what a window covers, or one axis of a tensor. */
    public sealed interface Application permits Row, Lookup, Window, ModeProduct {}

    /** A row of numbers, times the weights. */
    public record Row() implements Application {}

    /** A row of zeros and a one, whose product is that row of the weights, taken by its index. */
    public record Lookup() implements Application {}

    /**
     * Products of rows with matrices.
     *
     * @param blocks into how many blocks of columns the weights fall
     * @return a geometry
     */
    public static Geometry product(int blocks) {
        return new Geometry(blocks, new Row());
    }

    /**
     * A convolution with the same groups.
     *
     * @param other what it looks at
     * @return a geometry
     */
    public Geometry with(Window other) {
        return new Geometry(blocks, other);
    }

    /**
     * What a convolution looks at.
     *
     * @return its window; empty of anything else
     */
    public Optional<Window> window() {
        return application instanceof Window window ? Optional.of(window) : Optional.empty();
    }

    /**
     * The axis along which a tensor is multiplied.
     *
     * @return it, and the tensor's sizes; empty of anything else
     */
    public Optional<ModeProduct> mode() {
        return application instanceof ModeProduct mode ? Optional.of(mode) : Optional.empty();
    }

    /**
     * Whether a row of the weights is taken by its index.
     *
     * @return true of a table
     */
    public boolean lookup() {
        return application instanceof Lookup;
    }
}
