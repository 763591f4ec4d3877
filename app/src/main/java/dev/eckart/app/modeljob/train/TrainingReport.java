package dev.eckart.app.modeljob.train;

import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.tune.Trainables;
import dev.eckart.app.onnx.tune.Tuned;
import dev.eckart.app.onnx.tune.TuningPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a model was trained.
 *
 * @param plan how it was to be
 * @param samples number of samples that were trained on
 * @param heldBack number of samples that were kept back, which are the only ones that the models are judged by
 * @param trained the tensors that were trained
 * @param parameters number of elements in them
 * @param frozen other tensors that could have been, and why they were not
 * @param startLoss loss on the samples kept back before the first step
 * @param epochs what happened, epoch by epoch
 * @param best the epoch whose weights were kept; 0 if none was better than the start
 * @param before how the outputs differed from the teacher's before the first step; empty (null in JSON) if there was no
 *     teacher
 */
public record TrainingReport(
        Plan plan,
        int samples,
        int heldBack,
        List<Trained> trained,
        long parameters,
        List<Frozen> frozen,
        double startLoss,
        List<Tuned.Epoch> epochs,
        int best,
        Optional<Comparison> before) {
    /**
     * How a model is trained.
     *
     * @param loss weights of the terms by name
     * @param temperature what logits are divided by where the loss compares them with a teacher's
     * @param epochs passes over the samples
     * @param batch samples of a step
     * @param parts how many parts a batch is given to the model in
     * @param optimizer what takes the steps
     * @param schedule how the step size changes
     * @param learningRate step size
     * @param clip largest norm of the gradients; 0 for no limit
     * @param weightDecay coefficient of the decoupled weight decay
     * @param patience epochs without a smaller loss after which it stops; 0 for never
     * @param seed where randomness started
     * @param threads threads that were used
     * @param shift how far pictures were shifted at most in each direction in the first epoch, in pixels; less from epoch to
     *     epoch; 0 for not at all
     * @param rotate how far they were rotated at most either way, in degrees, likewise
     */
    public record Plan(
            Map<String, Double> loss,
            Optional<Double> temperature,
            int epochs,
            int batch,
            int parts,
            String optimizer,
            String schedule,
            double learningRate,
            double clip,
            double weightDecay,
            int patience,
            long seed,
            int threads,
            double shift,
            double rotate) {
        static Plan of(ModelTraining training, Tuned tuned) {
            TuningPlan plan = training.plan();
            Map<String, Double> loss = new LinkedHashMap<>();
            tuned.objective().terms().forEach(each -> loss.put(each.term().name(), each.weight()));
            return new Plan(
                    loss,
                    tuned.objective().temperature(),
                    plan.epochs(),
                    plan.batch(),
                    plan.parts(),
                    plan.optimizer().name(),
                    plan.schedule().name(),
                    plan.learningRate(),
                    plan.clip(),
                    plan.weightDecay(),
                    plan.patience(),
                    plan.seed().value(),
                    plan.threads(),
                    training.settings().augmentation().shift(),
                    training.settings().augmentation().degrees());
        }
    }

    /**
     * A tensor that was trained.
     *
     * @param name its name
     * @param kind what it is, such as {@code factor}
     */
    public record Trained(String name, String kind) {}

    /**
     * A tensor that was not trained.
     *
     * @param name its name
     * @param reason why not
     */
    public record Frozen(String name, String reason) {}

    static TrainingReport of(
            ModelTraining training, Tuned tuned, Trainables found, int samples, int held, Optional<Comparison> before) {
        List<Trained> trained = new ArrayList<>();
        List<Frozen> frozen = new ArrayList<>();
        found.kinds().forEach((name, kind) -> {
            if (tuned.trained().contains(name)) {
                trained.add(new Trained(name, kind.name().toLowerCase(Locale.ROOT)));
            } else {
                frozen.add(new Frozen(name, tuned.frozen().getOrDefault(name, "not among what was to be trained")));
            }
        });
        return new TrainingReport(
                Plan.of(training, tuned),
                samples - held,
                held,
                trained,
                tuned.parameters(),
                frozen,
                tuned.start(),
                tuned.epochs(),
                tuned.best(),
                before);
    }

    /**
     * What is to be said against it, if anything.
     *
     * @return a sentence, if no epoch was better than the weights as they were
     */
    public Optional<String> objection() {
        return best > 0
                ? Optional.empty()
                : Optional.of("training brought nothing: in no epoch was the loss on samples kept back smaller than"
                        + " before, so that the weights are as they were; try another learning rate or more samples");
    }
}
