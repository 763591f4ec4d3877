package dev.eckart.reference;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A backend with other eigendecompositions than a sound one's.
 *
 * @param sound the sound one
 * @param decomposition what symmetric matrices are decomposed by
 */
record FaultyEigen(Backend sound, Function<Tensor, Eigen> decomposition) implements Backend {
    static Backend of(Backend sound, UnaryOperator<Eigen> change) {
        return new FaultyEigen(sound, symmetric -> change.apply(sound.eigen(symmetric)));
    }

    static Backend overwriting(Backend sound) {
        return new FaultyEigen(sound, symmetric -> {
            Eigen eigen = sound.eigen(symmetric);
            Tensors.fill(symmetric, i -> 0);
            return eigen;
        });
    }

    static Backend singular(Backend sound) {
        return new FaultyEigen(sound, symmetric -> {
            Svd svd = sound.svd(symmetric);
            return new Eigen(svd.s(), svd.u());
        });
    }

    static Backend singularWithSigns(Backend sound) {
        return new FaultyEigen(sound, symmetric -> {
            Svd svd = sound.svd(symmetric);
            double[] values = svd.s().clone();
            for (int j = 0; j < values.length; j++) {
                double along = 0;
                for (int i = 0; i < values.length; i++) {
                    along += svd.u().get(i, j) * svd.v().get(i, j);
                }
                values[j] = along < 0 ? -values[j] : values[j];
            }
            return Eigen.of(values, Tensors.transpose(svd.u()));
        });
    }

    static Eigen reversed(Eigen eigen) {
        int n = eigen.values().length;
        double[] values = new double[n];
        Tensor vectors = Tensors.zeros(Precision.FLOAT64, n, n);
        for (int i = 0; i < n; i++) {
            values[i] = eigen.values()[n - 1 - i];
        }
        Tensors.fill(vectors, i -> eigen.vectors().get(i / n, n - 1 - i % n));
        return new Eigen(values, vectors);
    }

    static Eigen slightlyOff(Eigen eigen) {
        double[] values = eigen.values().clone();
        values[0] += 1e-9 * Math.abs(values[0]);
        return new Eigen(values, eigen.vectors());
    }

    static Eigen scaleMoved(Eigen eigen) {
        double[] values = eigen.values().clone();
        values[0] = values[0] > 0 ? 4 * values[0] : values[0];
        return new Eigen(values, values[0] > 0 ? FaultySvd.scaleFirst(eigen.vectors(), 0.5) : eigen.vectors());
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
        return decomposition.apply(symmetric);
    }
}
