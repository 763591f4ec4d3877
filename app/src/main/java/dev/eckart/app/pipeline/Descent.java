package dev.eckart.app.pipeline;

import dev.eckart.spi.OptimizerProvider;
import dev.eckart.spi.Schedule;
import dev.eckart.train.Clipped;
import dev.eckart.train.Scheduled;

/**
 * How the steps of a training are taken.
 *
 * @param optimizer what a step is
 * @param schedule how the step size changes
 * @param clip largest norm of all gradients together; 0 for no limit
 */
public record Descent(OptimizerProvider optimizer, Schedule schedule, double clip) {
    /**
     * The optimiser for a training of so many steps.
     *
     * @param steps steps of the whole training
     * @return an optimiser that shortens gradients and changes the step size by itself
     */
    OptimizerProvider over(long steps) {
        OptimizerProvider within = clip > 0 ? new Clipped(optimizer, clip) : optimizer;
        return new Scheduled(within, schedule, steps);
    }
}
