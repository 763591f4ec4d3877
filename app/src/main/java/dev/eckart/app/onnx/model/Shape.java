package dev.eckart.app.onnx.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor.
 *
 * @param sizes one a dimension, none negative; empty for a scalar
 */
public record Shape(List<Long> sizes) {
    /** Copies the sizes. */
    public Shape {
        sizes = List.copyOf(sizes);
    }

    /**
     * A shape of given sizes.
     *
     * @param sizes one a dimension
     * @return the shape
     */
    public static Shape of(long... sizes) {
        return new Shape(Arrays.stream(sizes).boxed().toList());
    }

    /**
     * Number of dimensions.
     *
     * @return 0 for a scalar
     */
    public int rank() {
        return sizes.size();
    }

    /**
     * One size.
     *
     * @param dimension the dimension from 0, or from -1 backwards
     * @return its size
     */
    public long size(int dimension) {
        return sizes.get(dimension < 0 ? dimension + rank() : dimension);
    }

    /**
     * Number of elements.
     *
     * @return the product of the sizes
     * @throws ArithmeticException if it exceeds 2<sup>63</sup> - 1
     */
    public long elements() {
        return sizes.contains(0L) ? 0 : sizes.stream().reduce(1L, Math::multiplyExact);
    }

    /**
     * Elements from one dimension to another.
     *
     * @param from the first dimension
     * @param to the one after the last
     * @return the product of their sizes
     */
    public long elements(int from, int to) {
        return new Shape(sizes.subList(from, to)).elements();
    }

    @Override
    public String toString() {
        return rank() == 0 ? "scalar" : sizes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
