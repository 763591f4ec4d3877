package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.compress.math.Orthonormal;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.Decomposition.Scale;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.SplittableRandom;

/**
 * The leading singular values and vectors by random projection, for layers whose full decomposition takes too long.
 *
 * <p>Halko, Martinsson and Tropp, "Finding structure with randomness", SIAM Review 2011, algorithms 4.4 and 5.1: a
 * seeded Gaussian sketch, two power iterations, and the decomposition of what lies in their span. Without larger
 * candidates it goes no further than the rank at which factors outgrow the layer.
 */
public final class RandomizedSvd implements Decomposer {
    private static final int OVERSAMPLING = 10;
    private static final int POWER_ITERATIONS = 2;

    /** Found by ServiceLoader. */
    public RandomizedSvd() {}

    @Override
    public String name() {
        return "randomized-svd";
    }

    @Override
    public Decomposition decompose(Request request) {
        Tensor w = FiniteWeights.of(request.weights());
        Tensor basis = basis(request, w);
        Tensor within = Float64.product(Tensors.transpose(basis), w);
        double outside = Tensors.norm(Float64.difference(w, Float64.product(basis, within)));
        Svd svd = request.backend().svd(within);
        NestedFactors small = NestedFactors.of(svd, Math::sqrt, Math::sqrt);
        double[] errors = small.errors().clone();
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.hypot(errors[i], outside);
        }
        return new NestedFactors(Float64.product(basis, small.left()), small.right(), errors)
                .decomposition(request)
                .scaled(Scale.relative(Tensors.norm(w)));
    }

    /** An orthonormal basis that holds the leading left singular vectors, m x sketch size. */
    private static Tensor basis(Request request, Tensor w) {
        int full = Math.min(w.rows(), w.columns());
        int useful = request.allowLarger() ? full : (int) ((long) w.rows() * w.columns() / (w.rows() + w.columns()));
        Tensor sketch = Tensors.zeros(Precision.FLOAT64, w.columns(), Math.min(full, useful + OVERSAMPLING));
        SplittableRandom random = request.seed().split("sketch").random();
        Tensors.fill(sketch, i -> random.nextGaussian());
        Tensor transposed = Tensors.transpose(w);
        Tensor basis = Orthonormal.basis(Float64.product(w, sketch));
        for (int i = 0; i < POWER_ITERATIONS; i++) {
            basis = Orthonormal.basis(Float64.product(w, Orthonormal.basis(Float64.product(transposed, basis))));
        }
        return basis;
    }
}
