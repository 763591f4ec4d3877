package dev.eckart.spi.train;

import dev.eckart.tensor.Tensor;

/** What training makes small. */
public interface Loss {
    /**
     * Mean loss over a batch, and its gradient.
     *
     * @param batch the samples, with the class of each
     * @param logits the network's output for them, batch x classes
     * @param gradient receives the gradient of the mean with respect to the logits, batch x classes
     * @return the mean loss; NaN or infinite when training has diverged
     */
    double evaluate(Batch batch, Tensor logits, Tensor gradient);

    /**
     * What a network is measured by that was trained with this loss, on samples that it did not learn from.
     *
     * @return this loss itself, unless it says more about its own way of teaching than about the network
     */
    default Loss measure() {
        return this;
    }
}
