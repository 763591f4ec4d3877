package dev.eckart.train;

import dev.eckart.spi.train.Schedule;

/** The learning rate as it is, from the first step to the last. */
public final class Constant implements Schedule {
    /** Found by ServiceLoader. */
    public Constant() {}

    @Override
    public String name() {
        return "constant";
    }

    @Override
    public double share(long step, long steps) {
        return 1;
    }
}
