package dev.eckart.conformance;

import dev.eckart.nn.SoftmaxCrossEntropy;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Loss;
import dev.eckart.tensor.Tensor;

/** A loss for training that is not what networks are measured by: the cross-entropy and a constant. */
record TaughtLoss() implements Loss {
    @Override
    public double evaluate(Batch batch, Tensor logits, Tensor gradient) {
        return 1 + measure().evaluate(batch, logits, gradient);
    }

    @Override
    public Loss measure() {
        return new SoftmaxCrossEntropy();
    }
}
