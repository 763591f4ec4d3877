package dev.eckart.app.step;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.network.NetworkFile;
import dev.eckart.app.output.ModelPlace;
import dev.eckart.app.pipeline.JobRequest;
import dev.eckart.nn.Network;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The last stage of a run: a network that was cut learns again. */
public final class FineTuneJob {
    private static final String WEIGHT = "fine-tune.distillation.weight";

    private final WorkbenchFactory workbenches;

    @Inject
    FineTuneJob(WorkbenchFactory workbenches) {
        this.workbenches = workbenches;
    }

    /**
     * Which network learns.
     *
     * @param model a stack of linear layers and activations, as {@code train}, {@code compress} or {@code run} wrote it
     * @param teacher the network before compression, if it shall teach
     */
    public record Pupil(Path model, Optional<Path> teacher) {}

    /**
     * Fine-tunes it, and keeps it with how it does.
     *
     * @param pupil which network
     * @param job on what, how long and how fast
     * @param place where the model shall be
     * @return what was found
     * @throws dev.eckart.spi.EckartException if a model cannot be read or does not fit the data, the training diverges
     *     or the place cannot be written; nothing is written then
     */
    public StepReport run(Pupil pupil, JobRequest job, ModelPlace place) {
        place.requireFree(Stream.concat(Stream.of(pupil.model()), pupil.teacher().stream())
                .toArray(Path[]::new));
        requireTeacher(job, pupil.teacher().isPresent());
        NetworkFile file = read(pupil.model());
        Optional<Network> teacher = pupil.teacher().map(FineTuneJob::read).map(NetworkFile::network);
        Workbench bench = workbenches.open(job);
        bench.requireFits("'" + pupil.model() + "'", file.network());
        teacher.ifPresent(network -> bench.requireFits("'" + pupil.teacher().orElseThrow() + "'", network));
        String from = pupil.model().toString();
        return bench.keep(bench.fineTune(file, teacher, Optional.of(from)), place);
    }

    private static NetworkFile read(Path model) {
        return NetworkFile.of(OnnxModel.read(model));
    }

    /**
     * Makes sure that there is a teacher where one is needed, and nowhere else: one that nobody listens to is a mistake
     * that must not pass, as one that is missing is.
     *
     * @param job how it shall be learnt
     * @param named whether there is a teacher
     * @throws ConfigurationException if there should not be one, or should
     */
    public static void requireTeacher(JobRequest job, boolean named) {
        double weight = job.settings().fineTune().distillation().weight();
        if (weight > 0 && !named) {
            throw new ConfigurationException(job.configuration().origin(WEIGHT) + ": '" + WEIGHT + "' is " + weight
                    + ", but there is no teacher; name the network before compression with --teacher, or set it to 0");
        }
        if (weight == 0 && named) {
            throw new ConfigurationException("--teacher: '" + WEIGHT
                    + "' is 0, so that nobody would learn from it; set that above 0, or leave the teacher out");
        }
    }
}
