package dev.eckart.spi;

import dev.eckart.tensor.Tensor;

/** What training makes small. */
public interface Loss {
    /**
     * Mean loss over a batch, and its gradient.
     *
     * @param logits the network's output, batch x classes
     * @param labels class of each row, from 0
     * @param gradient receives the gradient of the mean with respect to the logits, batch x classes
     * @return the mean loss; NaN or infinite when training has diverged
     */
    double evaluate(Tensor logits, int[] labels, Tensor gradient);
}
