package dev.eckart.app.onnx.form;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;

/**
 * Multiplies a tensor along its axes, one after the other. The first axis lies along the rows of a matrix; when it has been
 * multiplied, it lies behind all others, and the next one is the first: after a product along each axis they lie as before.
 */
final class ModeProducts {
    private ModeProducts() {}

    /** Along the first axes, with a matrix each, whose rows are as many as the axis is long. */
    static Tensor of(Backend backend, Tensor tensor, List<Tensor> matrices) {
        Tensor turned = tensor;
        for (Tensor matrix : matrices) {
            turned = Columns.product(backend, Transpose.YES, Columns.reshaped(turned, matrix.rows()), matrix);
        }
        return turned;
    }

    /** Nothing is multiplied, and the first axis, of a size, comes to lie behind all others. */
    static Tensor turned(Tensor tensor, int size) {
        return Tensors.transpose(Columns.reshaped(tensor, size));
    }
}
