package dev.eckart.train;

import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import java.util.List;

/**
 * Adaptive moments: each number steps by its mean gradient over the root of its mean squared gradient.
 *
 * <p>Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, with their decays of 0.9 and 0.999 and
 * their 1e-8.
 */
public final class Adam implements OptimizerProvider {
    /** Found by ServiceLoader. */
    public Adam() {}

    @Override
    public String name() {
        return "adam";
    }

    @Override
    public Optimizer create(List<Parameter> parameters) {
        return new Moments(parameters);
    }
}
