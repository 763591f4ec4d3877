package dev.eckart.spi.layer;

import dev.eckart.tensor.Tensor;
import java.util.Optional;

/** A layer {@code y = x W + b}: the kind that can be factorised. */
public interface Linear extends Layer {
    /**
     * The weights themselves.
     *
     * @return W, inputs x outputs
     */
    Tensor weights();

    /**
     * The bias itself.
     *
     * @return b, 1 x outputs, if the layer has one
     */
    Optional<Tensor> bias();
}
