package dev.eckart.app.onnx.compress;

/** Where 8 bits may take the place of a number. */
public enum EightBits {
    /** Nowhere. */
    NEVER,
    /** In the tables of a model whose bytes count, which are read and not multiplied with. */
    TABLES,
    /**
     * In products too: what goes into a layer is made bytes as it comes. Where bytes count, it is chosen among such products
     * and those of numbers; with any other target, all become such.
     */
    PRODUCTS
}
