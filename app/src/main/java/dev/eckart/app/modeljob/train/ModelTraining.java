package dev.eckart.app.modeljob.train;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.input.SampleSource;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.loss.Objective;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.rewrite.OwnTensors;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tune.ByteWeights;
import dev.eckart.app.onnx.tune.ConstantNodes;
import dev.eckart.app.onnx.tune.HeldBack;
import dev.eckart.app.onnx.tune.TensorChoice;
import dev.eckart.app.onnx.tune.Trainables;
import dev.eckart.app.onnx.tune.Tuned;
import dev.eckart.app.onnx.tune.Tuning;
import dev.eckart.app.onnx.tune.TuningPlan;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import dev.eckart.app.output.ModelPlace;
import dev.eckart.app.plugin.Plugins;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.train.DivergenceException;
import java.util.List;
import java.util.Optional;

/**
 * Training on behalf of a job.
 *
 * @param job on what data
 * @param settings how, as it was asked for
 * @param plan how
 */
public record ModelTraining(ModelJob job, TuningSettings settings, TuningPlan plan) {
    /**
     * Makes sure that what is asked for goes together, before anything is read.
     *
     * @param job on what data
     * @param settings how
     * @param taught whether there is a teacher
     * @param plugins where optimisers and schedules are found by name
     * @return the training
     * @throws ConfigurationException if it does not go together
     */
    public static ModelTraining of(ModelJob job, TuningSettings settings, boolean taught, Plugins plugins) {
        Objective objective = LossWords.of(settings.aim(), taught);
        TuningSettings.Course course = settings.course();
        TuningSettings.Steps steps = settings.steps();
        TuningPlan plan = new TuningPlan(
                objective,
                course.epochs(),
                course.batch(),
                course.parts(),
                plugins.optimizers().get(steps.optimizer()),
                plugins.schedules().get(steps.schedule()),
                steps.learningRate(),
                steps.clip(),
                steps.weightDecay(),
                course.patience(),
                new Seed(job.settings().seed()),
                job.settings().threads());
        return new ModelTraining(job, settings, plan);
    }

    /**
     * A teacher that nobody listens to is a mistake.
     *
     * @throws ConfigurationException if the loss has no term that compares with it
     */
    public void requireHeard() {
        if (!plan.objective().isTaught()) {
            throw new ConfigurationException("--teacher: no term of --loss compares with it; add such as 'outputs', or"
                    + " leave the teacher out");
        }
    }

    /**
     * The data must have labels where they are learnt from.
     *
     * @param samples the data
     * @throws ConfigurationException if they have none
     */
    public void requireLabels(Samples samples) {
        if (plan.objective().isLabelled() && samples.labels().isEmpty()) {
            throw new ConfigurationException(
                    plan.objective().isTaught() || settings.aim().loss().isPresent()
                            ? "--loss: 'labels' compares with labels, and the data have none"
                            : "there is nothing to learn from: the data have no labels, and there is no teacher; name"
                                    + " the model before compression with --teacher");
        }
    }

    /**
     * All samples that a model learns from or is judged by.
     *
     * @param model the model
     * @param source where samples come from
     * @return the samples
     * @throws ConfigurationException if there are no data, or no labels where they are learnt from
     */
    public Samples learning(ModelSession model, SampleSource source) {
        if (source.data().isEmpty()) {
            throw new ConfigurationException(
                    "--fine-tune-epochs: there is nothing to learn from; name data with --text, --data or --calibration");
        }
        Samples all = source.learning(List.of(model), settings.augmentation());
        requireLabels(all);
        return all;
    }

    /**
     * Samples to learn from, and others to judge by.
     *
     * @param samples all of them
     * @return the two parts, by the job's seed
     */
    public HeldBack split(Samples samples) {
        return new HeldBack(samples, plan.seed());
    }

    /**
     * What is trained.
     *
     * @param model the model
     * @param found the tensors that can be
     * @param names those that are
     */
    private record Trainee(OnnxModel model, Trainables found, List<String> names) {}

    /** Where nothing is trained that has to become a tensor first, the model stays as it is written. */
    private Trainee trainee(OnnxModel read, Optional<OnnxModel> teacher) {
        Optional<OnnxModel> original = teacher.map(ConstantNodes::lifted)
                .map(lifted -> OwnTensors.of(lifted, layer -> true))
                .map(OwnTensors::model);
        OnnxModel whole = ConstantNodes.lifted(read);
        OwnTensors own = OwnTensors.of(whole, layer -> true);
        Trainables found = trainables(own.model(), original);
        List<String> names = chosen(found).names();
        if (own.notes().isEmpty()
                || names.stream().anyMatch(name -> whole.graph().constant(name).isEmpty())) {
            own.notes().forEach(job.console()::note);
            return new Trainee(own.model(), found, names);
        }
        return new Trainee(whole, trainables(whole, original), names);
    }

    private static Trainables trainables(OnnxModel model, Optional<OnnxModel> original) {
        return Trainables.of(ByteWeights.of(model).model(), original);
    }

    /** Which of a model's tensors are trained. */
    private TensorChoice.Chosen chosen(Trainables found) {
        try {
            TensorChoice.Chosen chosen = settings.tensors().among(found);
            chosen.note().ifPresent(job.console()::note);
            return chosen;
        } catch (OnnxException e) {
            throw e;
        } catch (EckartException e) {
            throw new ConfigurationException("--train, --freeze: " + e.getMessage());
        }
    }

    /**
     * Trains a model.
     *
     * @param read the model
     * @param teacher the model that it was made of, if that is known
     * @param samples what both are given
     * @param place where what comes of it shall be
     * @param stages told how far it is
     * @return what came of it, and how it went
     */
    public Done train(OnnxModel read, Optional<OnnxModel> teacher, Samples samples, ModelPlace place, Stages stages) {
        Trainee trainee = trainee(read, teacher);
        OnnxModel model = trainee.model();
        Tuning tuning =
                new Tuning(model, teacher, samples, job.request().choice().output(), plan, job.console()::note, stages);
        Samples held = tuning.split().held();
        Optional<Comparison> before = teacher.map(original -> compared(original, model, held, stages));
        CheckpointFile checkpoints = new CheckpointFile(place, job.console()::note);
        try {
            Tuned tuned = tuning.train(trainee.names(), checkpoints);
            TrainingReport report =
                    TrainingReport.of(this, tuned, trainee.found(), samples.count(), held.count(), before);
            return new Done(tuned, report, held, checkpoints);
        } catch (DivergenceException e) {
            checkpoints.remove();
            throw e;
        }
    }

    /** The model may be in no file yet. */
    private Comparison compared(OnnxModel original, OnnxModel model, Samples held, Stages stages) {
        try (ModelSession before = PiecewiseSession.open(original, plan.threads());
                ModelSession after = OnnxSession.open(model.proto(), model.externalData(), plan.threads())) {
            return Comparison.of(before, after, held, job.request().choice(), stages);
        }
    }

    /**
     * What came of it.
     *
     * @param tuned the model
     * @param report how it went
     * @param held samples that nothing was learnt from
     * @param checkpoints to be removed when the model is in its place
     */
    public record Done(Tuned tuned, TrainingReport report, Samples held, CheckpointFile checkpoints) {}
}
