package dev.eckart.app.benchmark;

import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * A product's shape: {@code op(A)} is m x k, {@code op(B)} is k x n.
 *
 * @param transposeA whether A is read transposed
 * @param transposeB whether B is read transposed
 * @param m rows of the result
 * @param k inner size
 * @param n columns of the result
 */
record Shape(Transpose transposeA, Transpose transposeB, int m, int k, int n) {
    /** A shape from text such as {@code TN 784x128x100}: T or N for each operand, then m, k and n. */
    static Shape of(String text) {
        String[] sizes = text.substring(3).split("x");
        return new Shape(
                text.charAt(0) == 'T' ? Transpose.YES : Transpose.NO,
                text.charAt(1) == 'T' ? Transpose.YES : Transpose.NO,
                Integer.parseInt(sizes[0]),
                Integer.parseInt(sizes[1]),
                Integer.parseInt(sizes[2]));
    }

    /** All products of a training step on dense layers: the first layer's input gradient is not among them. */
    static List<Shape> ofStep(List<Integer> widths, int batch) {
        List<Shape> shapes = new ArrayList<>();
        for (int i = 1; i < widths.size(); i++) {
            int inputs = widths.get(i - 1);
            int outputs = widths.get(i);
            shapes.add(new Shape(Transpose.NO, Transpose.NO, batch, inputs, outputs));
            shapes.add(new Shape(Transpose.YES, Transpose.NO, inputs, batch, outputs));
            if (i > 1) {
                shapes.add(new Shape(Transpose.NO, Transpose.YES, batch, outputs, inputs));
            }
        }
        return shapes;
    }

    Tensor left(Precision precision) {
        return transposeA == Transpose.NO ? Workload.matrix(precision, m, k) : Workload.matrix(precision, k, m);
    }

    Tensor right(Precision precision) {
        return transposeB == Transpose.NO ? Workload.matrix(precision, k, n) : Workload.matrix(precision, n, k);
    }

    Tensor result(Precision precision) {
        return Tensors.zeros(precision, m, n);
    }
}
