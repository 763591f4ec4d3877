package dev.eckart.train;

import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import java.util.List;

/**
 * Gradient descent with Nesterov's momentum 0.9: {@code v = 0.9 v + gradient, w = w - rate (gradient + 0.9 v)}.
 *
 * <p>Nesterov 1983, in the form of Sutskever et al., "On the importance of initialization and momentum", ICML 2013.
 */
public final class Nesterov implements OptimizerProvider {
    /** Found by ServiceLoader. */
    public Nesterov() {}

    @Override
    public String name() {
        return "nesterov";
    }

    @Override
    public Optimizer create(List<Parameter> parameters) {
        return new Velocities(parameters, true);
    }
}
