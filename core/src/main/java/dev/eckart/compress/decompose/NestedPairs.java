package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.nn.Dense;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes pairs of dense layers of {@link NestedFactors} that a store keeps.
 *
 * @param left L, m x k
 * @param right R transposed, n x k
 * @param bias the bias of the second factor, if the layer has one
 * @param precision precision of the layers to be made
 */
record NestedPairs(Supplier<Tensor> left, Supplier<Tensor> right, Optional<MeanKeepingBias> bias, Precision precision)
        implements Decomposition.Source {
    @Override
    public List<Layer> factors(Candidate candidate) {
        int rank = candidate.rank().orElseThrow();
        Tensor first = Tensors.leadingColumns(left.get(), rank);
        Tensor second = Tensors.transpose(Tensors.leadingColumns(right.get(), rank));
        Optional<Tensor> kept = bias.map(b -> b.behind(mean -> Float64.product(mean, first), second));
        return List.of(dense(first, Optional.empty()), dense(second, kept));
    }

    private Layer dense(Tensor weights, Optional<Tensor> own) {
        return Dense.of(Tensors.copy(weights, precision), own.map(b -> Tensors.copy(b, precision)));
    }
}
