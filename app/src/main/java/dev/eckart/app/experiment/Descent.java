package dev.eckart.app.experiment;

import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.spi.train.Schedule;
import dev.eckart.train.Clipped;
import dev.eckart.train.Decayed;
import dev.eckart.train.Scheduled;

/**
 * How the steps of a training are taken.
 *
 * @param optimizer what a step is
 * @param schedule how the step size changes
 * @param clip largest norm of all gradients together; 0 for no limit
 * @param decay how fast weights shrink; 0 for not at all
 */
public record Descent(OptimizerProvider optimizer, Schedule schedule, double clip, double decay) {
    /**
     * The optimiser for a training of so many steps.
     *
     * @param steps steps of the whole training
     * @return an optimiser that shortens gradients, shrinks weights and changes the step size by itself
     */
    OptimizerProvider over(long steps) {
        OptimizerProvider within = clip > 0 ? new Clipped(optimizer, clip) : optimizer;
        OptimizerProvider decayed = decay > 0 ? new Decayed(within, decay) : within;
        return new Scheduled(decayed, schedule, steps);
    }
}
