package dev.eckart.spi.train;

import dev.eckart.spi.Named;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.layer.Layer;
import java.util.List;
import java.util.Optional;

/** Trains a network in place. */
public interface Trainer extends Named {
    /**
     * Trains for the given number of epochs. Same request, same bits.
     *
     * @param request what, on what, how
     * @return what happened, epoch by epoch
     * @throws DivergenceException if the loss is no longer finite
     */
    Report train(Request request);

    /**
     * What to train, on what, and how.
     *
     * @param model the network, changed in place
     * @param training the samples to learn from
     * @param validation samples to evaluate on after each epoch by {@link Loss#measure}, never learnt from
     * @param loss what to minimise
     * @param optimizer how to step
     * @param learningRate step size, above 0; where it follows a schedule, the optimiser applies that
     * @param epochs passes over the samples; 0 changes nothing
     * @param backend what to multiply with
     * @param listener is told of the progress
     */
    record Request(
            Layer model,
            Batches training,
            Optional<Batches> validation,
            Loss loss,
            OptimizerProvider optimizer,
            double learningRate,
            int epochs,
            Backend backend,
            Listener listener) {}

    /**
     * What happened.
     *
     * @param epochs one entry an epoch
     */
    record Report(List<Epoch> epochs) {}

    /**
     * One pass over the samples.
     *
     * @param epoch which one, from 1
     * @param loss mean training loss in the course of the epoch, on the samples as they were augmented
     * @param accuracy training accuracy likewise, 0 to 1
     * @param validation the evaluation after the epoch, if there are samples for it
     * @param seconds time of the training alone, without evaluation
     */
    record Epoch(int epoch, double loss, double accuracy, Optional<Evaluation> validation, double seconds) {}

    /** Is told of the progress of training, on the training thread. What it throws ends the training. */
    interface Listener {
        /**
         * A step is done.
         *
         * @param epoch which epoch, from 1
         * @param step which step of it, from 1
         * @param steps steps in an epoch
         * @param loss mean loss of the epoch so far
         */
        default void step(int epoch, int step, int steps, double loss) {}

        /**
         * An epoch is done.
         *
         * @param epoch what came of it
         */
        default void epoch(Epoch epoch) {}
    }
}
