package dev.eckart.app.onnx.delivery;

import dev.eckart.app.onnx.data.Samples;
import java.util.Optional;
import java.util.OptionalLong;

/** Which samples a written model is compared with the original on. */
public interface Judging {
    /**
     * What there is.
     *
     * @return all samples
     */
    Samples all();

    /**
     * Chooses by what a comparison costs.
     *
     * @param macs multiply-accumulates of a run of both models, of one sample or of as many as they take; empty if
     *     they are not known
     * @return samples to compare on
     */
    Compared compared(OptionalLong macs);

    /**
     * What shows whether a model was fitted to its samples too closely.
     *
     * @return those of the samples to which nothing was fitted; empty if nothing was fitted to any
     */
    Optional<Samples> unseen();

    /**
     * Samples that models are compared on.
     *
     * @param samples the samples
     * @param keptBack how many of them nothing was fitted to; empty if they are all there are
     */
    record Compared(Samples samples, Optional<Integer> keptBack) {}

    /**
     * Compares on all there is, whatever it costs.
     *
     * @param samples the samples
     * @return a choice of them all
     */
    static Judging byAll(Samples samples) {
        return new All(samples);
    }

    /** All samples. */
    record All(Samples all) implements Judging {
        @Override
        public Compared compared(OptionalLong macs) {
            return new Compared(all, Optional.empty());
        }

        @Override
        public Optional<Samples> unseen() {
            return Optional.empty();
        }
    }
}
