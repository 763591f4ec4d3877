package dev.eckart.app.command.option;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.modeljob.train.TuningSettings;
import dev.eckart.app.modeljob.train.TuningSettings.Aim;
import dev.eckart.app.modeljob.train.TuningSettings.Course;
import dev.eckart.app.modeljob.train.TuningSettings.Steps;
import dev.eckart.app.onnx.tune.TensorChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say how ONNX models are trained, but for how long. */
public final class TuningOptions {
    @Option(
            names = "--loss",
            paramLabel = "TERMS",
            description = "What is made small: a weighted sum such as 'hidden=1,labels=0.5'. Distance from the teacher:"
                    + " hidden (values between the layers), outputs, cosine (direction of the outputs), divergence (of the"
                    + " classes); labels. By default divergence=1 with a teacher where there are classes (labels, or a softmax"
                    + " at the end), hidden=1,outputs=1 with another one, as far as both models have them, and labels=1"
                    + " without one.")
    private Optional<String> loss = Optional.empty();

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description =
                    "What scores are divided by in the term divergence; half the standard deviation of the teacher's, at"
                            + " least 1, by default.")
    private Optional<Double> temperature = Optional.empty();

    @Option(
            names = "--smoothing",
            paramLabel = "S",
            description = "Share of a label that all classes get in equal parts; 0 by default.")
    private Optional<Double> smoothing = Optional.empty();

    @Option(names = "--learning-rate", paramLabel = "R", description = "Step size; 0.001 by default.")
    private Optional<Double> learningRate = Optional.empty();

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Samples of a step; 32 by default, made up to a multiple of what the model takes at a time.")
    private Optional<Integer> batch = Optional.empty();

    @Option(
            names = "--parts",
            paramLabel = "N",
            description = "Gives the samples of a step to the model in so many parts, to save memory; 1 by default.")
    private Optional<Integer> parts = Optional.empty();

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            completionCandidates = Candidates.Optimizers.class,
            description = "What takes the steps; adam by default. 'eckart list' shows all.")
    private Optional<String> optimizer = Optional.empty();

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            completionCandidates = Candidates.Schedules.class,
            description = "How the step size changes; cosine by default. 'eckart list' shows all.")
    private Optional<String> schedule = Optional.empty();

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Shortens gradients whose norm, all together, is above this; never by default.")
    private Optional<Double> clip = Optional.empty();

    @Option(
            names = "--weight-decay",
            paramLabel = "D",
            description = "How fast matrices shrink, as a multiple of the step size; 0 by default.")
    private Optional<Double> weightDecay = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stops after N epochs without a smaller loss on samples kept back; never by default. The best"
                    + " epoch's weights are kept in any case.")
    private Optional<Integer> patience = Optional.empty();

    @Option(
            names = "--train",
            paramLabel = "WHAT",
            completionCandidates = Candidates.Kinds.class,
            description =
                    "What is trained: factors, biases, linear, normalisations, embeddings, or tensors by name with"
                            + " * and ?. Factors, which are all weights that came in the place of others, and biases by default; or"
                            + " linear and biases where there are no factors. May be repeated.")
    private List<String> train = new ArrayList<>();

    @Option(
            names = "--freeze",
            paramLabel = "WHAT",
            completionCandidates = Candidates.Kinds.class,
            description = "What of that is left as it is, said in the same way. May be repeated.")
    private List<String> freeze = new ArrayList<>();

    @Option(
            names = "--shift",
            paramLabel = "PIXELS",
            description =
                    "Moves pictures, anew in each epoch, by up to so many pixels in each direction, which get"
                            + " less until they come to rest; what comes in is black. Model and teacher see the same. 0 by default.")
    private Optional<Double> shift = Optional.empty();

    @Option(
            names = "--rotate",
            paramLabel = "DEGREES",
            description = "Rotates pictures by up to so many degrees either way, too; 0 by default.")
    private Optional<Double> rotate = Optional.empty();

    /** The options that were given, by name. */
    public Stream<String> given() {
        return Stream.of(
                        loss.map(given -> "--loss"),
                        temperature.map(given -> "--temperature"),
                        smoothing.map(given -> "--smoothing"),
                        learningRate.map(given -> "--learning-rate"),
                        batch.map(given -> "--batch"),
                        parts.map(given -> "--parts"),
                        optimizer.map(given -> "--optimizer"),
                        schedule.map(given -> "--schedule"),
                        clip.map(given -> "--clip"),
                        weightDecay.map(given -> "--weight-decay"),
                        patience.map(given -> "--patience"),
                        train.stream().findFirst().map(given -> "--train"),
                        freeze.stream().findFirst().map(given -> "--freeze"),
                        shift.map(given -> "--shift"),
                        rotate.map(given -> "--rotate"))
                .flatMap(Optional::stream);
    }

    /** What the options come to, where something else is usual. */
    public TuningSettings settings(Optional<Integer> epochs, TuningSettings usual) {
        Course course = usual.course();
        Steps steps = usual.steps();
        return new TuningSettings(
                new Course(
                        epochs.orElse(course.epochs()),
                        batch.orElse(course.batch()),
                        parts.orElse(course.parts()),
                        patience.orElse(course.patience())),
                new Steps(
                        optimizer.orElse(steps.optimizer()),
                        schedule.orElse(steps.schedule()),
                        learningRate.orElse(steps.learningRate()),
                        clip.orElse(steps.clip()),
                        weightDecay.orElse(steps.weightDecay())),
                new Aim(loss, temperature, smoothing),
                new TensorChoice(train, freeze),
                new Augmentation(shift.orElse(0.0), rotate.orElse(0.0)));
    }
}
