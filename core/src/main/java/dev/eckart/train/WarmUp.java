package dev.eckart.train;

import dev.eckart.spi.train.Schedule;

/**
 * Evenly up to the whole learning rate in the first twentieth of the steps, then down along a cosine.
 *
 * <p>Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017, for the way up.
 */
public final class WarmUp implements Schedule {
    /** Five epochs of a hundred, as in the paper. */
    private static final int PARTS = 20;

    private final Schedule after = new Cosine();

    /** Found by ServiceLoader. */
    public WarmUp() {}

    @Override
    public String name() {
        return "warm-up";
    }

    @Override
    public double share(long step, long steps) {
        long up = steps / PARTS;
        return step <= up ? (double) step / up : after.share(step - up, steps - up);
    }
}
