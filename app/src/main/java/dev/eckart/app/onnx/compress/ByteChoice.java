package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Storage.Form;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which weights may be bytes.
 *
 * @param rows whether rows of tables may be
 * @param products whether those of products may be
 */
record ByteChoice(boolean rows, boolean products) {
    /** Since then operators stretch their operands without being told to, as scales need it. */
    private static final long ROWS_SINCE = 7;

    /** Since then there is an operator that makes bytes of what it is given. */
    private static final long PRODUCTS_SINCE = 11;

    /** As far as the model's version of ONNX's operators has what it takes. */
    static ByteChoice of(long opset, EightBits asked, boolean counted) {
        boolean products = asked == EightBits.PRODUCTS;
        boolean rows = products || counted && asked == EightBits.TABLES;
        if (products && !areThereProducts(opset)) {
            throw new EckartException(
                    "the model has version " + opset + " of ONNX's operators, and products of bytes need "
                            + PRODUCTS_SINCE + "; leave --int8 out, or export the model anew");
        }
        return new ByteChoice(rows && opset >= ROWS_SINCE, products);
    }

    /** Whether a version of ONNX's operators has products of bytes. */
    static boolean areThereProducts(long opset) {
        return opset >= PRODUCTS_SINCE;
    }

    /** Forms that weights of a type may have; the operators that make bytes take numbers of 32 bits alone. */
    Set<Form> of(DataType type) {
        Set<Form> forms = EnumSet.noneOf(Form.class);
        if (rows) {
            forms.add(Form.BYTE_ROWS);
        }
        if (products && type == DataType.FLOAT) {
            forms.add(Form.BYTE_PRODUCTS);
        }
        return forms;
    }
}
