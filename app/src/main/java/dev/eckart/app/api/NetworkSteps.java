package dev.eckart.app.api;

import dev.eckart.app.step.FineTuneJob;
import dev.eckart.app.step.StepReport;
import dev.eckart.app.step.TrainJob;
import java.nio.file.Path;
import java.util.Optional;

/** Single stages of a run, by the configuration alone, from model file to model file. Calls fail as those of {@link Eckart}. */
public final class NetworkSteps {
    private final CallOptions asked;

    NetworkSteps(CallOptions asked) {
        this.asked = asked;
    }

    /**
     * Trains a network: {@code eckart train}.
     *
     * @param output where the model goes; its report goes beside it, as {@code OUT.onnx.json}
     * @return the report
     */
    public StepReport train(Path output) {
        return asked.jobs().get(TrainJob.class).run(asked.job(), asked.place(output));
    }

    /**
     * Trains a network of linear layers further as a run does: {@code eckart fine-tune --preset}.
     *
     * @param model the network
     * @param teacher the network before compression, if {@code fine-tune.distillation} gives its answers a weight
     * @param output where the new model goes; its report goes beside it, as {@code OUT.onnx.json}
     * @return the report
     */
    public StepReport fineTune(Path model, Optional<Path> teacher, Path output) {
        FineTuneJob.Pupil pupil = new FineTuneJob.Pupil(model, teacher);
        return asked.jobs().get(FineTuneJob.class).run(pupil, asked.job(), asked.place(output));
    }
}
