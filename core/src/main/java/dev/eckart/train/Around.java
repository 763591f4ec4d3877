package dev.eckart.train;

import dev.eckart.spi.train.Optimizer;
import dev.eckart.tensor.Tensor;
import java.util.List;

/**
 * An optimiser that does something around each step of another one, and remembers nothing of it.
 *
 * @param inner the other one
 * @param action takes a step of the other one, and does the rest
 */
record Around(Optimizer inner, Optimizer action) implements Optimizer {
    @Override
    public void step(double learningRate) {
        action.step(learningRate);
    }

    @Override
    public List<Tensor> state() {
        return inner.state();
    }
}
