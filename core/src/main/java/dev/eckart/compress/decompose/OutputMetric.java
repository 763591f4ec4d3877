package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The metric H of changes y of a layer's output, 1 x n: their squared length is {@code y H y'}.
 *
 * @param roots the roots of H, or empty where H is the identity, so that all outputs count alike
 */
public record OutputMetric(Optional<Roots> roots) {
    /**
     * Share of the mean eigenvalue that is added to each: directions that the samples saw no gradient in count a
     * little, for a compressed layer moves the point at which the gradient was taken.
     */
    private static final double DAMPING = 0.01;

    /**
     * The roots of H.
     *
     * @param root h, the symmetric square root, n x n
     * @param inverse its inverse, n x n
     */
    public record Roots(Tensor root, Tensor inverse) {}

    /**
     * All outputs alike.
     *
     * @return the metric of the identity
     */
    public static OutputMetric plain() {
        return new OutputMetric(Optional.empty());
    }

    /**
     * The second moment of the loss gradient with respect to the output, with a hundredth of the mean eigenvalue added to
     * each; {@link #plain} where there is no gradient at all.
     *
     * @param backend decomposes, and multiplies unless it works in float32
     * @param moment {@code E[g' g]}, n x n, symmetric
     * @return the metric
     */
    public static OutputMetric ofGradients(Backend backend, Tensor moment) {
        int n = moment.rows();
        double damping = DAMPING * Float64.trace(moment) / n;
        if (damping == 0) {
            return plain();
        }
        Tensor damped = Tensors.copy(moment, moment.precision());
        for (int i = 0; i < n; i++) {
            damped.set(i, i, damped.get(i, i) + damping);
        }
        Eigen eigen = backend.eigen(damped);
        return new OutputMetric(Optional.of(new Roots(
                Float64.function(backend, eigen, Math::sqrt),
                Float64.function(backend, eigen, s -> 1 / Math.sqrt(Math.max(s, damping))))));
    }

    /** The same, its roots in a store. */
    Supplier<OutputMetric> kept(MatrixStore store) {
        Optional<Supplier<Roots>> kept = roots.map(h -> {
            Supplier<Tensor> root = store.keep(h.root());
            Supplier<Tensor> inverse = store.keep(h.inverse());
            return () -> new Roots(root.get(), inverse.get());
        });
        return () -> new OutputMetric(kept.map(Supplier::get));
    }

    /** {@code h C h} of a symmetric C. */
    Tensor weigh(Backend backend, Tensor covariance) {
        return roots.map(h -> Float64.sandwich(backend, h.root(), covariance))
                .orElseGet(() -> Float64.symmetric(covariance));
    }

    /** {@code h X}. */
    Tensor into(Backend backend, Tensor x) {
        return roots.map(h -> Float64.product(backend, h.root(), x)).orElse(x);
    }

    /**
     * Takes columns from the coordinates in which lengths are plain back to outputs.
     *
     * @param backend multiplies, unless it works in float32
     * @param x X, n x k
     * @return {@code h^-1 X}
     */
    public Tensor back(Backend backend, Tensor x) {
        return roots.map(h -> Float64.product(backend, h.inverse(), x)).orElse(x);
    }

    /**
     * Takes rows of outputs to the coordinates in which lengths are plain.
     *
     * @param backend multiplies, unless it works in float32
     * @param x X, k x n
     * @return {@code X h}
     */
    public Tensor rows(Backend backend, Tensor x) {
        return roots.map(h -> Float64.product(backend, x, h.root())).orElse(x);
    }
}
