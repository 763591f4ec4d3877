package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.spi.Seed;

/**
 * Samples of which some are kept back from learning, to judge by: one in ten, drawn at random, for data may be sorted.
 *
 * @param all all samples
 * @param seed decides which
 */
public record HeldBack(Samples all, Seed seed) {
    private static final int ONE_IN = 10;

    /**
     * The samples that nothing is learnt from.
     *
     * @return at least one
     */
    public Samples held() {
        return all.drawn(count(), splitting());
    }

    /**
     * The samples that are learnt from.
     *
     * @return all others
     */
    public Samples learnt() {
        return all.others(count(), splitting());
    }

    private int count() {
        return Math.max(1, all.count() / ONE_IN);
    }

    private Seed splitting() {
        return seed.split("held back");
    }
}
