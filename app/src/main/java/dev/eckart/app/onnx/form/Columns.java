package dev.eckart.app.onnx.form;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;

/** Puts the blocks' matrices side by side, takes parts of a matrix, and multiplies large ones. */
final class Columns {
    private Columns() {}

    /** Matrices of one height, from left to right. */
    static Tensor beside(List<Tensor> blocks) {
        if (blocks.size() == 1) {
            return blocks.get(0);
        }
        int rows = blocks.get(0).rows();
        Tensor all = Tensors.zeros(
                Precision.FLOAT64,
                rows,
                blocks.stream().mapToInt(Tensor::columns).sum());
        int left = 0;
        for (Tensor block : blocks) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < block.columns(); j++) {
                    all.set(i, left + j, block.get(i, j));
                }
            }
            left += block.columns();
        }
        return all;
    }

    /** The first rows of a float64 matrix. */
    static Tensor leadingRows(Tensor matrix, int rows) {
        double[] part = new double[rows * matrix.columns()];
        System.arraycopy(matrix.doubles(), 0, part, 0, part.length);
        return Tensors.wrap(rows, matrix.columns(), part);
    }

    /** {@code op(A) B} by a backend in float64. */
    static Tensor product(Backend backend, Transpose transpose, Tensor a, Tensor b) {
        Tensor product = Tensors.zeros(Precision.FLOAT64, transpose.rows(a), b.columns());
        backend.gemm(transpose, a, Transpose.NO, b, 1, 0, product);
        return product;
    }

    /** The same numbers, row by row, in another shape. */
    static Tensor reshaped(Tensor matrix, int rows) {
        return Tensors.wrap(rows, matrix.size() / rows, matrix.doubles());
    }
}
