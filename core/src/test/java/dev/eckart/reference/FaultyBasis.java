package dev.eckart.reference;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.function.UnaryOperator;

/**
 * A backend with other orthonormal bases than a sound one's.
 *
 * @param sound the sound one
 * @param basis what columns are made orthonormal by
 */
record FaultyBasis(Backend sound, UnaryOperator<Tensor> basis) implements Backend {
    /** Columns of length 1 that are not orthogonal. */
    static Backend oblique(Backend sound) {
        return new FaultyBasis(sound, columns -> {
            Tensor q = sound.orthonormal(columns);
            if (q.columns() > 1) {
                for (int i = 0; i < q.rows(); i++) {
                    q.set(i, 1, 0.6 * q.get(i, 0) + 0.8 * q.get(i, 1));
                }
            }
            return q;
        });
    }

    /** The first axes, whatever the columns are. */
    static Backend axes(Backend sound) {
        return new FaultyBasis(sound, columns -> {
            Tensor q = Tensors.zeros(Precision.FLOAT64, columns.rows(), columns.columns());
            for (int i = 0; i < q.columns(); i++) {
                q.set(i, i, 1);
            }
            return q;
        });
    }

    @Override
    public Precision precision() {
        return sound.precision();
    }

    @Override
    public void gemm(
            Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
        sound.gemm(transposeA, a, transposeB, b, alpha, beta, c);
    }

    @Override
    public Svd svd(Tensor a) {
        return sound.svd(a);
    }

    @Override
    public Eigen eigen(Tensor symmetric) {
        return sound.eigen(symmetric);
    }

    @Override
    public Tensor orthonormal(Tensor columns) {
        return basis.apply(columns);
    }
}
