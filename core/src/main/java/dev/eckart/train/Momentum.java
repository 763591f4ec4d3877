package dev.eckart.train;

import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import java.util.List;

/**
 * Gradient descent with momentum 0.9: {@code v = 0.9 v + gradient, w = w - rate v}.
 *
 * <p>Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
 */
public final class Momentum implements OptimizerProvider {
    /** Found by ServiceLoader. */
    public Momentum() {}

    @Override
    public String name() {
        return "momentum";
    }

    @Override
    public Optimizer create(List<Parameter> parameters) {
        return new Velocities(parameters, false);
    }
}
