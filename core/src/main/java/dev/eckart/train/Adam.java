package dev.eckart.train;

import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import java.util.List;

/**
 * Adam: each weight steps by the running mean of its gradient, divided by the root of the running mean of its square.
 *
 * <p>Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, with their decay rates 0.9 and 0.999 and
 * their epsilon 1e-8.
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
