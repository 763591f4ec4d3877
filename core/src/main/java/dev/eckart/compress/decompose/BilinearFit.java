package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Cholesky;
import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.function.Supplier;

/**
 * A layer after its input was turned into the bases of {@link PictureModes}: what keeping a and b of them costs.
 *
 * @param modes the bases
 * @param moment {@code K' C K} of the input's moment C and both bases, K
 * @param cross {@code K' C W}
 * @param metric how changes of the output are measured
 * @param total squared norm of the layer
 */
record BilinearFit(PictureModes modes, Tensor moment, Tensor cross, OutputMetric metric, double total) {
    static BilinearFit of(
            Backend backend,
            PictureModes modes,
            Tensor inputMoment,
            Tensor weights,
            OutputMetric metric,
            double total) {
        Tensor half = modes.turn(inputMoment);
        return new BilinearFit(
                modes,
                modes.turn(Tensors.transpose(half)),
                modes.turn(Float64.product(backend, inputMoment, weights)),
                metric,
                total);
    }

    /** The same, its large matrices in a store. */
    Supplier<BilinearFit> kept(MatrixStore store) {
        Supplier<Tensor> keptMoment = store.keep(moment);
        Supplier<Tensor> keptCross = store.keep(cross);
        Supplier<OutputMetric> keptMetric = metric.kept(store);
        PictureModes bases = modes;
        double norm = total;
        return () -> new BilinearFit(bases, keptMoment.get(), keptCross.get(), keptMetric.get(), norm);
    }

    /**
     * What remains of the layer behind the first a and b modes.
     *
     * @param weights V, ab x n, the least squares answer {@code (K'CK)^-1 K'CW}
     * @param factors how V is cut to lower ranks
     * @param lost squared error that no rank makes up for
     */
    record Part(Tensor weights, OutputFactors factors, double lost) {
        double error(int rank) {
            return factors.error(rank, lost);
        }

        /** Balanced factors of V. */
        NestedFactors nested(Backend backend) {
            return factors.split(backend, weights);
        }
    }

    Part part(Backend backend, int a, int b) {
        Tensor crossPart = rows(cross, a, b);
        Tensor momentPart = rows(Tensors.transpose(rows(moment, a, b)), a, b);
        Tensor v = Cholesky.solve(momentPart, crossPart);
        OutputFactors factors = OutputFactors.of(
                backend,
                Float64.symmetric(Float64.product(backend, Transpose.YES, crossPart, Transpose.NO, v)),
                metric);
        double kept = factors.norm() * factors.norm();
        return new Part(v, factors, Math.max(0, total - kept));
    }

    /** The rows of a turned matrix that belong to the first a and b modes. */
    Tensor rows(Tensor turned, int a, int b) {
        int h = modes.left().rows();
        int n = turned.columns();
        Tensor rows = Tensors.zeros(Precision.FLOAT64, a * b, n);
        double[] from = turned.doubles();
        double[] to = rows.doublesToWrite();
        for (int j = 0; j < b; j++) {
            for (int i = 0; i < a; i++) {
                System.arraycopy(from, (j * h + i) * n, to, (j * a + i) * n, n);
            }
        }
        return rows;
    }
}
