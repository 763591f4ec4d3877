package dev.eckart.spi.layer;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * A trainable tensor and the gradient of the loss with respect to it.
 *
 * @param name what it is within its layer, such as {@code weights} or {@code bias}; nothing is decided by it
 * @param value the current value, which optimisers change in place
 * @param gradient the gradient of the last step, of the same shape and precision; overwritten each step, not added to
 * @param decays whether weight decay shrinks it: true of what is multiplied by inputs, false of what is added to them,
 *     such as a bias
 */
public record Parameter(String name, Tensor value, Tensor gradient, boolean decays) {
    /**
     * A parameter that weight decay shrinks.
     *
     * @param name what it is within its layer
     * @param value the current value
     * @param gradient of the same shape and precision
     */
    public Parameter(String name, Tensor value, Tensor gradient) {
        this(name, value, gradient, true);
    }

    /**
     * A parameter with a gradient of zeros, which weight decay shrinks.
     *
     * @param name what it is within its layer
     * @param value the current value
     * @return a parameter
     */
    public static Parameter of(String name, Tensor value) {
        return new Parameter(name, value, Tensors.zeros(value.precision(), value.rows(), value.columns()));
    }

    /**
     * The same parameter, left alone by weight decay.
     *
     * @return a parameter over the same tensors
     */
    public Parameter withoutDecay() {
        return new Parameter(name, value, gradient, false);
    }
}
