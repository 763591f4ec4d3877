package dev.eckart.spi.compress;

/**
 * In what the weights of a factor are stored. Biases stay as wide as the numbers of the network.
 *
 * @param form how
 * @param width bytes of a number of the network
 */
public record Storage(Form form, int width) {
    /** As numbers of 4 bytes: what is stored unless something else is said. */
    public static final Storage FLOAT32 = new Storage(Form.NUMBERS, Float.BYTES);

    /** Bytes of the scale that the products of a column of 8-bit weights are multiplied with. */
    private static final int PRODUCT_SCALE = Float.BYTES;

    /** What stands for a weight. */
    public enum Form {
        /** The number itself. */
        NUMBERS,
        /** A byte, with a scale for each row; a row is made numbers again when it is taken. */
        BYTE_ROWS,
        /** A byte, with a scale for each column; what it is multiplied with is made bytes as well. */
        BYTE_PRODUCTS
    }

    /**
     * Whether weights are bytes.
     *
     * @return false of numbers as they are
     */
    public boolean isBytes() {
        return form != Form.NUMBERS;
    }

    /**
     * The same with other numbers.
     *
     * @param other how
     * @return a storage of a network of the same width
     */
    public Storage in(Form other) {
        return new Storage(other, width);
    }

    /**
     * Bytes of a factor.
     *
     * @param factor the factor
     * @return those of its weights, with their scales, and of its biases
     */
    long bytes(FactorShape factor) {
        long biases = factor.biases() * width;
        return switch (form) {
            case NUMBERS -> factor.weights() * width + biases;
            case BYTE_ROWS -> factor.weights() + (long) factor.inputs() * width + biases;
            case BYTE_PRODUCTS -> factor.weights() + (long) factor.outputs() * PRODUCT_SCALE + biases;
        };
    }
}
