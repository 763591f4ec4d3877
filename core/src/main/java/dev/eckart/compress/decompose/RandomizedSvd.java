package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Transpose;
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
 * seeded Gaussian sketch W S, half a power iteration {@code W' W S}, and the decomposition of W within its span. Without
 * larger candidates it goes no further than the rank at which factors outgrow the layer: half of all for a square one. A
 * sketch of most of a layer, as one much longer than wide needs, saves nothing; then the whole layer is decomposed. Errors
 * are exact norms of what the candidates leave out of W, so they are those of {@link TruncatedSvd} or a little larger.
 */
public final class RandomizedSvd implements Decomposer {
    private static final int OVERSAMPLING = 10;

    /** The share of all ranks from which on a sketch takes as long as the layer. */
    private static final double MOST = 0.6;

    /** Found by ServiceLoader. */
    public RandomizedSvd() {}

    @Override
    public String name() {
        return "randomized-svd";
    }

    @Override
    public Decomposition decompose(Request request) {
        Tensor w = FiniteWeights.of(request.weights());
        int full = Math.min(w.rows(), w.columns());
        int useful = request.allowLarger() ? full : (int) ((long) w.rows() * w.columns() / (w.rows() + w.columns()));
        int sketched = useful + OVERSAMPLING;
        NestedFactors factors = sketched > MOST * full
                ? NestedFactors.of(request.backend().svd(w), Math::sqrt, Math::sqrt)
                : sketched(request, w, sketched);
        return factors.decomposition(request).scaled(Scale.relative(Tensors.norm(w)));
    }

    private static NestedFactors sketched(Request request, Tensor w, int columns) {
        Backend backend = request.backend();
        Tensor basis = basis(request, w, columns);
        Tensor within = Float64.product(backend, w, basis);
        Tensor seen = Float64.product(backend, Transpose.NO, within, Transpose.YES, basis);
        double outside = Tensors.norm(Float64.difference(w, seen));
        NestedFactors small = NestedFactors.of(backend.svd(within), Math::sqrt, Math::sqrt);
        double[] errors = small.errors().clone();
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.hypot(errors[i], outside);
        }
        return new NestedFactors(small.left(), Float64.product(backend, basis, small.right()), errors);
    }

    /** An orthonormal basis that holds the leading right singular vectors, n x so many. */
    private static Tensor basis(Request request, Tensor w, int columns) {
        Backend backend = request.backend();
        Tensor sketch = Tensors.zeros(Precision.FLOAT64, w.columns(), columns);
        SplittableRandom random = request.seed().split("sketch").random();
        Tensors.fill(sketch, i -> random.nextGaussian());
        Tensor left = backend.orthonormal(Float64.product(backend, w, sketch));
        return backend.orthonormal(Float64.product(backend, Transpose.YES, w, Transpose.NO, left));
    }
}
