package dev.eckart.spi.compress;

/**
 * How the weights of a factor are stored. Biases stay numbers of the network.
 *
 * @param form what stands for a weight
 * @param width bytes of one number of the network, such as 4 for float32
 */
public record Storage(Form form, int width) {
    /** As numbers of 4 bytes, the default. */
    public static final Storage FLOAT32 = new Storage(Form.NUMBERS, Float.BYTES);

    /** Bytes of the scale that the products of a column of 8-bit weights are multiplied with. */
    private static final int PRODUCT_SCALE = Float.BYTES;

    /** What stands for a weight. */
    public enum Form {
        /** The number itself. */
        NUMBERS,
        /** An 8-bit integer, with a scale for each row: of a lookup table, whose rows become numbers when they are taken. */
        BYTE_ROWS,
        /** An 8-bit integer, with a scale for each column: of a product, whose other operand is quantised as well. */
        BYTE_PRODUCTS
    }

    /**
     * Whether weights are 8-bit integers.
     *
     * @return false for numbers as they are
     */
    public boolean isBytes() {
        return form != Form.NUMBERS;
    }

    /**
     * Another form in the same network.
     *
     * @param other what stands for a weight
     * @return a storage of the same width
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
