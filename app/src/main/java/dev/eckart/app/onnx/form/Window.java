package dev.eckart.app.onnx.form;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a convolution looks at for one position of its output.
 *
 * @param axes one entry for each axis of the picture
 * @param autoPad {@code NOTSET}, {@code VALID}, {@code SAME_UPPER} or {@code SAME_LOWER}, as ONNX names them; padding by
 *     itself concerns each axis alone, so a window of some of the axes keeps it
 */
public record Window(List<Axis> axes, String autoPad) implements Geometry.Application {
    /** Padding as the axes say. */
    public static final String NOT_SET = "NOTSET";

    /**
     * How a convolution's window moves along one axis of the picture.
     *
     * @param kernel numbers the window covers, at least 1
     * @param stride by how much it moves
     * @param dilation distance of the numbers it covers
     * @param padBegin zeros before the first number; what automatic padding says counts instead, if any
     * @param padEnd zeros after the last number
     */
    public record Axis(int kernel, int stride, int dilation, int padBegin, int padEnd) {
        /** A window of one number that stops at each. */
        public static final Axis POINT = new Axis(1, 1, 1, 0, 0);

        /**
         * Extent of the window.
         *
         * @return distance from the first number it covers to the last, plus one
         */
        public int extent() {
            return (kernel - 1) * dilation + 1;
        }
    }

    /**
     * A window of one position.
     *
     * @param axes axes of the picture
     * @return the window of a 1 x 1 convolution
     */
    public static Window point(int axes) {
        return new Window(IntStream.range(0, axes).mapToObj(axis -> Axis.POINT).toList(), NOT_SET);
    }

    /**
     * The part of the window along one axis.
     *
     * @param kept which axis keeps its kernel, stride, dilation and padding
     * @return a window of one number along the other axes
     */
    public Window along(int kept) {
        return new Window(
                IntStream.range(0, axes.size())
                        .mapToObj(axis -> axis == kept ? axes.get(axis) : Axis.POINT)
                        .toList(),
                autoPad);
    }

    /**
     * Numbers of one channel that the window covers.
     *
     * @return the product of the axes' kernels
     */
    public int size() {
        return axes.stream().mapToInt(Axis::kernel).reduce(1, Math::multiplyExact);
    }

    /**
     * Whether the operator is a product at each position and nothing else.
     *
     * @return whether the window covers one number and stops at each, without padding
     */
    public boolean isPoint() {
        return axes.stream().allMatch(Axis.POINT::equals);
    }
}
