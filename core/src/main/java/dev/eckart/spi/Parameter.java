package dev.eckart.spi;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * A trainable tensor and the gradient of the loss with respect to it.
 *
 * @param name what it is within its layer, such as {@code weights} or {@code bias}
 * @param value the current value
 * @param gradient the gradient of the last step, of the same shape; overwritten each step, not added to
 */
public record Parameter(String name, Tensor value, Tensor gradient) {
    /**
     * A parameter with a gradient of zeros.
     *
     * @param name what it is within its layer
     * @param value the current value
     * @return a parameter
     */
    public static Parameter of(String name, Tensor value) {
        return new Parameter(name, value, Tensors.zeros(value.precision(), value.rows(), value.columns()));
    }
}
