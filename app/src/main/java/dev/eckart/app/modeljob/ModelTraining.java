package dev.eckart.app.modeljob;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Difference;
import dev.eckart.app.onnx.measure.Terms;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.tune.Objective;
import dev.eckart.app.onnx.tune.TensorChoice;
import dev.eckart.app.onnx.tune.Trainables;
import dev.eckart.app.onnx.tune.Tuned;
import dev.eckart.app.onnx.tune.Tuning;
import dev.eckart.app.onnx.tune.TuningPlan;
import dev.eckart.app.plugin.Plugins;
import dev.eckart.app.report.ModelPlace;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.train.DivergenceException;
import java.util.Optional;

/**
 * Training on behalf of a job.
 *
 * @param job on what data
 * @param settings how, as it was asked for
 * @param plan how
 */
record ModelTraining(ModelJob job, TuningSettings settings, TuningPlan plan) {
    /** Makes sure that what is asked for goes together, before anything is read. */
    static ModelTraining of(ModelJob job, TuningSettings settings, boolean taught, Plugins plugins) {
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

    /** The data must have labels where they are learnt from. */
    void requireLabels(Samples samples) {
        if (plan.objective().isLabelled() && samples.labels().isEmpty()) {
            throw new ConfigurationException(
                    plan.objective().isTaught() || settings.aim().loss().isPresent()
                            ? "--loss: 'labels' compares with labels, and the data have none"
                            : "there is nothing to learn from: the data have no labels, and there is no teacher; name"
                                    + " the model before compression with --teacher");
        }
    }

    /** Which of a model's tensors are trained. */
    TensorChoice.Chosen chosen(Trainables found) {
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
     * @param model the model
     * @param teacher the model that it was made of, if it teaches
     * @param samples what both are given
     * @param place where what comes of it shall be
     * @param stages told how far it is
     * @return what came of it, and how it went
     */
    Done train(OnnxModel model, Optional<OnnxModel> teacher, Samples samples, ModelPlace place, Stages stages) {
        Tuning tuning = new Tuning(model, teacher, samples, job.request().output(), plan, job.console()::note, stages);
        Trainables found = Trainables.of(model);
        TensorChoice.Chosen chosen = chosen(found);
        Samples held = tuning.held();
        Terms terms = new Terms(job.request().output(), plan.threads(), false, stages);
        Optional<Difference> before = teacher.map(original -> Difference.of(original, model, held, terms));
        CheckpointFile checkpoints = new CheckpointFile(place, job.console()::note);
        try {
            Tuned tuned = tuning.train(chosen.names(), checkpoints);
            TrainingReport report = TrainingReport.of(
                    plan, tuned, found, samples.count(), held.count(), before.map(Difference::outputs));
            return new Done(tuned, report, held, checkpoints);
        } catch (DivergenceException e) {
            checkpoints.remove();
            throw e;
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
    record Done(Tuned tuned, TrainingReport report, Samples held, CheckpointFile checkpoints) {}
}
