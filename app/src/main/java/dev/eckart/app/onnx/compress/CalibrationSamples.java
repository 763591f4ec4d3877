package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.delivery.Judging;
import dev.eckart.spi.Seed;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Calibration samples, of which one in five is kept back from what is fitted, drawn at random: data may be sorted.
 *
 * @param all all samples
 * @param seed decides which are kept back
 */
public record CalibrationSamples(Samples all, Seed seed) implements Judging {
    private static final int HELD_BACK = 5;

    /** Multiply-accumulates of a comparison on all samples at most: a few seconds on a core. */
    private static final double MOST_MACS = 1L << 38;

    /** Samples that are compared at least, where there are as many. */
    private static final int FEWEST = 200;

    /** Samples to fit to. */
    Samples fitted() {
        return all.others(heldBack(), splitting());
    }

    /** Samples to judge by. */
    Samples held() {
        return all.drawn(heldBack(), splitting());
    }

    /**
     * All where that takes little time, otherwise those kept back, which tell what the model does to samples that it was not
     * fitted to, and as many others as make 200 together.
     */
    @Override
    public Compared compared(OptionalLong macs) {
        double runs = (double) all.count() / all.fixedBatch().orElse(1);
        if (all.count() <= FEWEST || macs.isEmpty() || macs.getAsLong() * runs <= MOST_MACS) {
            return new Compared(all, Optional.empty());
        }
        // Where more are drawn with the same seed, those that are kept back are among them.
        return new Compared(all.drawn(Math.max(heldBack(), FEWEST), splitting()), Optional.of(heldBack()));
    }

    @Override
    public Optional<Samples> unseen() {
        return Optional.of(held());
    }

    private int heldBack() {
        return Math.max(1, all.count() / HELD_BACK);
    }

    private Seed splitting() {
        return seed.split("held back");
    }
}
