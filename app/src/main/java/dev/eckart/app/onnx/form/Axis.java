package dev.eckart.app.onnx.form;

/**
 * How a convolution's window moves along one axis of the picture.
 *
 * @param kernel numbers the window covers, at least 1
 * @param stride by how much it moves
 * @param dilation distance of the numbers it covers
 * @param padBegin zeros before the first number; what the {@link Window}'s automatic padding says counts instead, if any
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
