package dev.eckart.spi.train;

import dev.eckart.tensor.Tensor;
import java.util.List;

/**
 * Changes parameters by their gradients. Holds the state (such as velocities) of the parameters it was created for. For one
 * thread.
 */
@FunctionalInterface
public interface Optimizer {
    /**
     * Takes one step: changes the values in place, by the gradients, which stay as they are.
     *
     * @param learningRate the step size, above 0
     */
    void step(double learningRate);

    /**
     * All that it remembers from step to step, so that a training that was cut off can go on: written into the state of
     * another optimiser of the same kind, for parameters of the same shapes, it makes that one go on as this one does.
     *
     * @return the tensors themselves, the same and in the same order at every call; none if it remembers nothing
     */
    default List<Tensor> state() {
        return List.of();
    }
}
