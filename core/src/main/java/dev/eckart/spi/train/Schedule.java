package dev.eckart.spi.train;

import dev.eckart.spi.Named;

/** How the learning rate changes in the course of a training. */
public interface Schedule extends Named {
    /**
     * The factor of the learning rate for a step: 1 in some step of the training, or nearly. The same arguments give the same
     * factor.
     *
     * @param step which step of the whole training, from 1
     * @param steps how many steps the whole training has, at least {@code step}
     * @return above 0, at most 1
     */
    double share(long step, long steps);
}
