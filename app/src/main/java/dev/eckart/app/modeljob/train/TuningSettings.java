package dev.eckart.app.modeljob.train;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.batch.Warp;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.onnx.tune.TensorChoice;
import java.util.Optional;

/**
 * How an ONNX model is trained.
 *
 * @param course how long
 * @param steps how each step is taken
 * @param aim what is minimised
 * @param tensors what is trained
 * @param augmentation how far pictures are shifted and rotated at random, anew in each epoch and less from one to the next
 */
public record TuningSettings(Course course, Steps steps, Aim aim, TensorChoice tensors, Augmentation augmentation) {
    private static final double HALF_A_TURN = 180;

    /**
     * Checks what is asked for.
     *
     * @throws ConfigurationException if a move is out of range
     */
    public TuningSettings {
        double shift = augmentation.shift();
        require("--shift", shift, shift >= 0 && shift <= Warp.FARTHEST, "at least 0 and at most " + Warp.FARTHEST);
        double degrees = augmentation.degrees();
        require("--rotate", degrees, degrees >= 0 && degrees <= HALF_A_TURN, "at least 0 and at most 180");
    }

    /**
     * The defaults, without augmentation.
     *
     * @return settings; no constant, for the parts' own constants are checked by what is here
     */
    public static TuningSettings usual() {
        return new TuningSettings(Course.USUAL, Steps.USUAL, Aim.USUAL, TensorChoice.USUAL, Augmentation.NONE);
    }

    /**
     * The same with augmented pictures.
     *
     * @param other how far they are shifted and rotated
     * @return other settings
     * @throws ConfigurationException if it is out of range
     */
    public TuningSettings withAugmentation(Augmentation other) {
        return new TuningSettings(course, steps, aim, tensors, other);
    }

    /**
     * How long.
     *
     * @param epochs passes over the samples, at least 1
     * @param batch samples of a step, at least 1
     * @param parts how many parts a batch is given to the model in, to save memory; at most as many as samples
     * @param patience epochs without a smaller loss on samples kept back after which training stops; 0 for never
     */
    public record Course(int epochs, int batch, int parts, int patience) {
        /** Ten epochs of 32 samples a step. */
        public static final Course USUAL = new Course(10, 32, 1, 0);

        /**
         * Checks what is asked for.
         *
         * @throws ConfigurationException if a number is too small, or there are more parts than samples
         */
        public Course {
            require("--epochs", epochs, epochs >= 1, "at least 1");
            require("--batch", batch, batch >= 1, "at least 1");
            require("--parts", parts, parts >= 1 && parts <= batch, "at least 1 and at most --batch, " + batch);
            require("--patience", patience, patience >= 0, "at least 0");
        }

        /**
         * The same with other epochs.
         *
         * @param other passes over the samples
         * @return another one
         */
        public Course withEpochs(int other) {
            return new Course(other, batch, parts, patience);
        }
    }

    /**
     * How each step is taken.
     *
     * @param optimizer name of the optimiser
     * @param schedule name of the schedule that the step size follows
     * @param learningRate step size, above 0
     * @param clip largest norm of all gradients together, beyond which they are clipped; 0 for no limit
     * @param weightDecay coefficient of the decoupled weight decay: weights shrink by it times the step size in each step
     */
    public record Steps(String optimizer, String schedule, double learningRate, double clip, double weightDecay) {
        /** Adam along a cosine. */
        public static final Steps USUAL = new Steps("adam", "cosine", 1e-3, 0, 0);

        /**
         * Checks what is asked for.
         *
         * @throws ConfigurationException if a number is too small or not finite
         */
        public Steps {
            require("--learning-rate", learningRate, learningRate > 0, "above 0");
            require("--clip", clip, clip >= 0, "at least 0");
            require("--weight-decay", weightDecay, weightDecay >= 0, "at least 0");
        }
    }

    /**
     * What is minimised.
     *
     * @param loss terms with weights, such as {@code hidden=1,outputs=0.5}; if empty, by what the teacher gives if there is
     *     one, and by labels otherwise
     * @param temperature what logits are divided by where the divergence from a teacher is measured, above 0
     * @param smoothing share of a label that all classes get in equal parts, at least 0 and below 1
     */
    public record Aim(Optional<String> loss, Optional<Double> temperature, Optional<Double> smoothing) {
        /** Nothing of it is said. */
        public static final Aim USUAL = new Aim(Optional.empty(), Optional.empty(), Optional.empty());

        /**
         * Checks what is asked for.
         *
         * @throws ConfigurationException if a number is out of range
         */
        public Aim {
            temperature.ifPresent(number -> require("--temperature", number, number > 0, "above 0"));
            smoothing.ifPresent(
                    number -> require("--smoothing", number, number >= 0 && number < 1, "at least 0 and below 1"));
        }
    }

    private static void require(String option, double number, boolean right, String what) {
        if (!right || Double.isInfinite(number)) {
            String shown = number == Math.rint(number) && Math.abs(number) < 1e9
                    ? String.valueOf((long) number)
                    : String.valueOf(number);
            throw new ConfigurationException(option + ": " + shown + " is not " + what);
        }
    }

    /**
     * The defaults with other epochs.
     *
     * @param epochs passes over the samples, at least 1
     * @return settings
     * @throws ConfigurationException if there are to be none
     */
    public static TuningSettings epochs(int epochs) {
        return new TuningSettings(
                Course.USUAL.withEpochs(epochs), Steps.USUAL, Aim.USUAL, TensorChoice.USUAL, Augmentation.NONE);
    }
}
