package dev.eckart.app.onnx.form;

import java.util.ArrayList;
import java.util.List;

/**
 * The product of a tensor with a matrix along one of its axes, where a row holds the tensor, its last axis the innermost.
 * Kolda and Bader, "Tensor decompositions and applications", SIAM Review 2009, section 2.5.
 *
 * @param sizes sizes of the tensor's axes before the product
 * @param axis the axis, from 0
 */
public record ModeProduct(List<Integer> sizes, int axis) implements Geometry.Application {
    /**
     * Whether the numbers along the axis lie side by side.
     *
     * @return true of the last axis
     */
    public boolean isLast() {
        return axis == sizes.size() - 1;
    }

    /**
     * Numbers that lie between two neighbours along the axis.
     *
     * @return the product of the sizes behind it
     */
    public int inner() {
        return sizes.subList(axis + 1, sizes.size()).stream().reduce(1, Math::multiplyExact);
    }

    /**
     * Numbers of the tensor behind the product.
     *
     * @param columns columns of the matrix
     * @return the product of its sizes
     */
    public long made(int columns) {
        return after(columns).stream().mapToLong(size -> size).reduce(1, Math::multiplyExact);
    }

    /** Multiply-accumulates of one tensor: the axis for each number that is made. */
    long macs(int columns) {
        return made(columns) * sizes.get(axis);
    }

    /** Sizes of the tensor's axes behind a product with so many columns. */
    List<Integer> after(int columns) {
        List<Integer> after = new ArrayList<>(sizes);
        after.set(axis, columns);
        return after;
    }
}
