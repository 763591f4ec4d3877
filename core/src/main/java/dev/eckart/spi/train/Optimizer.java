package dev.eckart.spi.train;

/** Changes parameters by their gradients. Holds the state (such as velocities) of the parameters it was created for. */
@FunctionalInterface
public interface Optimizer {
    /**
     * One step, with the gradients as they stand.
     *
     * @param learningRate the step size, above 0
     */
    void step(double learningRate);
}
