package dev.eckart.spi.train;

import dev.eckart.spi.Named;
import dev.eckart.spi.layer.Parameter;
import java.util.List;

/** Makes optimisers of one kind. */
public interface OptimizerProvider extends Named {
    /**
     * An optimiser for these parameters, in its initial state.
     *
     * @param parameters what it shall change in place
     * @return a new optimiser
     */
    Optimizer create(List<Parameter> parameters);
}
