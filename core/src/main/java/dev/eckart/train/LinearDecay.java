package dev.eckart.train;

import dev.eckart.spi.train.Schedule;

/** Evenly from the whole learning rate at the first step down to almost none at the last. */
public final class LinearDecay implements Schedule {
    /** Found by ServiceLoader. */
    public LinearDecay() {}

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public double share(long step, long steps) {
        return (double) (steps - step + 1) / steps;
    }
}
