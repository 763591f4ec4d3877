package dev.eckart.app.onnx.form;

/**
 * What is known of a linear operator without its numbers.
 *
 * @param rows numbers that a row of its input has, of a convolution those that one group's window covers
 * @param columns numbers that a row of its output has, all blocks together
 * @param biased whether a bias is added
 * @param geometry how the weights are applied
 */
public record LinearShape(int rows, int columns, boolean biased, Geometry geometry) {
    /**
     * Channels, or numbers, that each block takes.
     *
     * @return rows for each number of the window
     */
    public int channels() {
        return rows / geometry.window().map(Window::size).orElse(1);
    }

    /**
     * Channels, or numbers, that each block makes.
     *
     * @return columns of a block
     */
    public int blockOutputs() {
        return columns / geometry.blocks();
    }

    /**
     * Parameters.
     *
     * @return those of the weights and of the bias
     */
    public long parameters() {
        return (long) rows * columns + (biased ? columns : 0);
    }
}
