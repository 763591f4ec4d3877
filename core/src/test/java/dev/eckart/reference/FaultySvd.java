package dev.eckart.reference;

import dev.eckart.spi.backend.Svd;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/** Decompositions made wrong. */
final class FaultySvd {
    private FaultySvd() {}

    static Svd reversed(Svd svd) {
        int last = svd.s().length - 1;
        double[] values = new double[last + 1];
        for (int i = 0; i <= last; i++) {
            values[i] = svd.s()[last - i];
        }
        return new Svd(reversedColumns(svd.u()), values, reversedColumns(svd.v()));
    }

    private static Tensor reversedColumns(Tensor q) {
        Tensor reversed = Tensors.zeros(Precision.FLOAT64, q.rows(), q.columns());
        int columns = q.columns();
        Tensors.fill(reversed, i -> q.get(i / columns, columns - 1 - i % columns));
        return reversed;
    }

    static Svd negative(Svd svd) {
        return new Svd(scaleFirst(svd.u(), -1), scaleFirst(svd.s(), -1), svd.v());
    }

    static Svd slightlyOff(Svd svd) {
        return new Svd(svd.u(), scaleFirst(svd.s(), 1 + 1e-9), svd.v());
    }

    static Svd scaleMoved(Svd svd) {
        return new Svd(scaleFirst(svd.u(), 0.5), scaleFirst(svd.s(), 2), svd.v());
    }

    /** The first left vector of a large matrix of rank 1 is another one. */
    static Svd firstLost(Svd svd) {
        boolean one = svd.s().length >= 30 && svd.s()[1] <= 1e-9 * svd.s()[0];
        Tensor u = Tensors.copy(svd.u(), Precision.FLOAT64);
        for (int i = 0; one && i < u.rows(); i++) {
            u.set(i, 0, svd.u().get(i, 1));
        }
        return new Svd(u, svd.s(), svd.v());
    }

    /** The matrix with its first column multiplied. */
    static Tensor scaleFirst(Tensor q, double factor) {
        Tensor scaled = Tensors.copy(q, Precision.FLOAT64);
        for (int i = 0; i < q.rows(); i++) {
            scaled.set(i, 0, factor * q.get(i, 0));
        }
        return scaled;
    }

    private static double[] scaleFirst(double[] s, double factor) {
        double[] scaled = s.clone();
        scaled[0] *= factor;
        return scaled;
    }
}
