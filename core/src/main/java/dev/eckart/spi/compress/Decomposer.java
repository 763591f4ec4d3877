package dev.eckart.spi.compress;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.Named;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Tensor;
import java.util.Optional;
import java.util.Set;

/** Factorises the weights of a linear layer once, and offers smaller layers of every size. */
public interface Decomposer extends Named {
    /**
     * Factorises one layer. Same request, same bits.
     *
     * @param request the layer and what else is known, left unchanged
     * @return what the layer can be replaced by
     * @throws EckartException if a weight is not finite, what {@link #needs} names is missing, or the factorisation fails;
     *     there is no silent fallback
     */
    Decomposition decompose(Request request);

    /**
     * What must have been observed of a layer on calibration samples before it can be factorised.
     *
     * @return nothing, unless overridden; what is named here is in {@link Request#statistics}
     */
    default Set<Statistics.Kind> needs() {
        return Set.of();
    }

    /**
     * What must have been observed of a layer of this shape, where that depends on the shape. Only a decomposer that
     * {@link #needs()} something can need something here.
     *
     * @param inputs width m of the layer's input
     * @param outputs width n of the layer's output
     * @return the same for all shapes, unless overridden
     */
    default Set<Statistics.Kind> needs(int inputs, int outputs) {
        return needs();
    }

    /**
     * The layer {@code y = x W + b} to factorise, and what else is known.
     *
     * @param weights W, m x n, in the network's precision
     * @param bias b, 1 x n in the same precision, if the layer has one; candidates keep it on their last factor
     * @param backend what to factorise and multiply with; its products may be in another precision than the weights
     * @param allowLarger whether to offer candidates with no fewer parameters than the layer itself, too
     * @param seed randomness, for decomposers that draw
     * @param statistics what was observed of the layer on training samples, if the decomposer {@link #needs()} it
     * @param picture how the layer's input forms a picture, if it is one
     * @param store keeps large factors until they are asked for; a decomposition holds on to what is in it, and neither to
     *     the weights nor to the statistics
     */
    record Request(
            Tensor weights,
            Optional<Tensor> bias,
            Backend backend,
            boolean allowLarger,
            Seed seed,
            Optional<Statistics> statistics,
            Optional<PictureShape> picture,
            MatrixStore store) {
        /**
         * A layer of which nothing was observed, its factors kept in memory.
         *
         * @param weights W, m x n
         * @param bias b, 1 x n, if the layer has one
         * @param backend what to factorise and multiply with
         * @param allowLarger whether to offer candidates with no fewer parameters than the layer itself, too
         * @param seed randomness, for decomposers that draw
         */
        public Request(Tensor weights, Optional<Tensor> bias, Backend backend, boolean allowLarger, Seed seed) {
            this(weights, bias, backend, allowLarger, seed, Optional.empty(), Optional.empty(), MatrixStore.MEMORY);
        }
    }
}
