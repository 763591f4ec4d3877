package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Svd;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;

/**
 * Factors of a layer that keep most of what its output does, measured as an {@link OutputMetric} measures it.
 *
 * <p>With the covariance C of the output and the metric H = h h, the eigenvectors V of {@code h C h} give
 * {@code W = (W h V) (V' h^-1)}: of all factors of rank r the first r columns and rows lose least, the sum of the
 * eigenvalues beyond r. No factorisation of the input's covariance is needed, which is singular where inputs are dead.
 * Brillinger, "Time Series: Data Analysis and Theory", 1975, theorem 9.2.1 (reduced-rank regression).
 *
 * @param values eigenvalues, descending, none negative
 * @param into {@code h V}, n x n or n x the number of values: from outputs to components
 * @param back {@code h^-1 V}, of the same shape: its columns are the rows of the second factor
 */
record OutputFactors(double[] values, Tensor into, Tensor back) {
    static OutputFactors of(Backend backend, Tensor outputCovariance, OutputMetric metric) {
        Eigen eigen = backend.eigen(metric.weigh(backend, outputCovariance));
        double[] values = Arrays.stream(eigen.values()).map(w -> Math.max(0, w)).toArray();
        return new OutputFactors(values, metric.into(backend, eigen.vectors()), metric.back(backend, eigen.vectors()));
    }

    /**
     * The same where all outputs count alike, from the moment C of the input: the right singular vectors of
     * {@code C^1/2 W} are the eigenvectors of {@code W' C W}, of which no more than m belong to values that are not zero.
     *
     * @return factors with {@code into} and {@code back} n x min(m, n)
     */
    static OutputFactors ofInputs(Backend backend, Tensor weights, Tensor inputMoment) {
        Svd svd = backend.svd(Float64.product(backend, Float64.function(backend, inputMoment, Math::sqrt), weights));
        double[] values = Arrays.stream(svd.s()).map(s -> s * s).toArray();
        return new OutputFactors(values, svd.v(), svd.v());
    }

    /** Root of what is lost by keeping the first components, summed from the smallest, with what is lost anyway. */
    double error(int kept, double squaredAnyway) {
        double lost = 0;
        for (int i = values.length - 1; i >= kept; i--) {
            lost += values[i];
        }
        return Math.sqrt(lost + squaredAnyway);
    }

    /** All that there is to lose. */
    double norm() {
        return error(0, 0);
    }

    /** Balanced factors of weights, m x n, of each rank that m and n allow. */
    NestedFactors split(Backend backend, Tensor weights) {
        int ranks = Math.min(weights.rows(), values.length);
        double[] errors = new double[ranks];
        for (int rank = 1; rank <= ranks; rank++) {
            errors[rank - 1] = error(rank, 0);
        }
        Tensor left = Float64.product(backend, weights, Tensors.leadingColumns(into, ranks));
        return new NestedFactors(left, Tensors.leadingColumns(back, ranks), errors).balanced();
    }
}
