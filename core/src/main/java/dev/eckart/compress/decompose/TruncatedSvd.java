package dev.eckart.compress.decompose;

import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.Decomposition.Scale;
import dev.eckart.tensor.Tensors;

/**
 * The truncated singular value decomposition {@code W = (U S) V'}: no other factors of the same rank come nearer to W
 * in the Frobenius norm.
 *
 * <p>Eckart and Young, "The approximation of one matrix by another of lower rank", Psychometrika 1936.
 */
public final class TruncatedSvd implements Decomposer {
    /** Found by ServiceLoader. */
    public TruncatedSvd() {}

    @Override
    public String name() {
        return "truncated-svd";
    }

    @Override
    public Decomposition decompose(Request request) {
        Svd svd = request.backend().svd(request.weights());
        return NestedFactors.of(svd, s -> s, s -> 1)
                .decomposition(request)
                .scaled(Scale.relative(Tensors.norm(request.weights())));
    }
}
