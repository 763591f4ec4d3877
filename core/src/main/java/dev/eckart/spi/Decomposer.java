package dev.eckart.spi;

import dev.eckart.tensor.Tensor;
import java.util.Optional;

/** Factorises the weights of a linear layer once, and offers smaller layers of every size. */
public interface Decomposer extends Named {
    /**
     * Factorises one layer.
     *
     * @param request the layer and what else is known
     * @return what the layer can be replaced by
     * @throws EckartException if the factorisation fails; there is no silent fallback
     */
    Decomposition decompose(Request request);

    /**
     * The layer {@code y = x W + b} to factorise, and what else is known.
     *
     * @param weights W, m x n
     * @param bias b, 1 x n, if the layer has one; candidates keep it on their last factor
     * @param backend what to factorise and multiply with
     * @param allowLarger whether to offer candidates with no fewer parameters than the layer itself
     * @param seed randomness, for decomposers that draw
     */
    record Request(Tensor weights, Optional<Tensor> bias, Backend backend, boolean allowLarger, Seed seed) {}
}
