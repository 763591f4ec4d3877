package dev.eckart.spi.layer;

import dev.eckart.tensor.Tensor;
import java.util.List;

/**
 * A differentiable function of a batch, one sample a row.
 *
 * <p>A forward pass keeps no state in the layer: what the backward pass needs is in the {@link Pullback} it returns. Each
 * row of the output depends on the same row of the input only, and the input is left unchanged. Inputs, outputs, gradients
 * and parameters have the precision of the workspace's backend.
 */
public interface Layer {
    /**
     * What sort of layer this is, as its {@link LayerProvider} is named.
     *
     * @return a name such as {@code dense}
     */
    String kind();

    /**
     * Width of the output.
     *
     * @param inputs width of the input
     * @return width of the output
     * @throws IllegalArgumentException if the layer does not take inputs of that width
     */
    int outputs(int inputs);

    /**
     * Applies the layer.
     *
     * @param input batch x inputs
     * @param workspace backend and buffers; all tensors of the pass live until it is rewound
     * @return batch x outputs, and the backward pass
     * @throws IllegalArgumentException if the layer does not take inputs of that width
     */
    Pass forward(Tensor input, Workspace workspace);

    /**
     * What training changes.
     *
     * @return the parameters themselves, in a fixed order; none, unless overridden
     */
    default List<Parameter> parameters() {
        return List.of();
    }

    /**
     * Multiply-accumulate operations for one sample.
     *
     * @return each parameter counted once, unless overridden: by a layer that multiplies by one more often, or never, as
     *     by a bias
     */
    default long macs() {
        return parameters().stream()
                .mapToLong(parameter -> parameter.value().size())
                .sum();
    }

    /**
     * A layer of the same function that shares nothing trainable with this one.
     *
     * @return this layer itself if it has no parameters; a layer that has some overrides this method
     * @throws UnsupportedOperationException if the layer has parameters and does not override it
     */
    default Layer copy() {
        if (!parameters().isEmpty()) {
            throw new UnsupportedOperationException("layers of kind '" + kind() + "' do not implement copy()");
        }
        return this;
    }

    /**
     * The result of a forward pass.
     *
     * @param output batch x outputs
     * @param pullback the backward pass
     */
    record Pass(Tensor output, Pullback pullback) {}

    /** The backward pass of one forward pass. Its two halves are apart because the first layer needs only one. */
    interface Pullback {
        /**
         * Computes the gradients of the layer's parameters, summed over the rows of the batch, and writes them over those in
         * {@link Parameter#gradient}.
         *
         * @param outputGradient gradient of the loss with respect to the output, batch x outputs
         */
        void parameters(Tensor outputGradient);

        /**
         * Computes the gradient with respect to the input.
         *
         * @param outputGradient gradient of the loss with respect to the output, batch x outputs
         * @return batch x inputs, a buffer of the workspace
         */
        Tensor input(Tensor outputGradient);
    }
}
