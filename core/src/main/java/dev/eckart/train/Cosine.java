package dev.eckart.train;

import dev.eckart.spi.train.Schedule;

/**
 * From the whole learning rate at the first step down to almost none at the last, along half a period of the cosine.
 *
 * <p>Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, without restarts and
 * step by step instead of epoch by epoch.
 */
public final class Cosine implements Schedule {
    /** Found by ServiceLoader. */
    public Cosine() {}

    @Override
    public String name() {
        return "cosine";
    }

    @Override
    public double share(long step, long steps) {
        // As (1 + cos(pi t)) / 2, but without the cancellation near t = 1 that could round the last share to 0.
        double cosine = Math.cos(Math.PI / 2 * (step - 1) / steps);
        return cosine * cosine;
    }
}
