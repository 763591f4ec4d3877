package dev.eckart.app.onnx.compress;

/** Where weights may become 8-bit integers. */
public enum EightBits {
    /** Nowhere. */
    NEVER,
    /** In lookup tables, such as embeddings, where the target counts bytes. */
    TABLES,
    /**
     * In products too, whose inputs are quantised as the model runs. Where the target counts bytes, it is chosen layer by
     * layer between such products and those of numbers; with any other target, all products that can become such do.
     */
    PRODUCTS
}
