package dev.eckart.spi.train;

import dev.eckart.tensor.Tensor;

/** What training minimises. For one thread at a time. */
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
     * The loss by which a network that was trained with this one is evaluated, on samples that it did not learn from.
     *
     * @return this loss itself, unless overridden: a loss that smooths labels or has a teacher names the plain one
     */
    default Loss measure() {
        return this;
    }
}
