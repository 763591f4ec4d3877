package dev.eckart.app.onnx.compress;

/**
 * What layers may become besides factors.
 *
 * @param bytes where weights may become 8-bit integers
 * @param narrower whether neighbouring layers may become narrower together (fewer units, smaller attention heads): that loses
 *     less than factors do before training, and more once both have been trained
 */
public record AllowedForms(EightBits bytes, boolean narrower) {
    /** Whatever loses least; lookup tables in 8 bits where bytes count. */
    public static final AllowedForms USUAL = new AllowedForms(EightBits.TABLES, true);

    /**
     * The same with 8 bits elsewhere.
     *
     * @param where where they may take the place of a number
     * @return forms
     */
    public AllowedForms with(EightBits where) {
        return new AllowedForms(where, narrower);
    }

    /**
     * The same without narrower layers.
     *
     * @return forms
     */
    public AllowedForms asWide() {
        return new AllowedForms(bytes, false);
    }
}
