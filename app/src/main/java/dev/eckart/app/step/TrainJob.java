package dev.eckart.app.step;

import dev.eckart.app.onnx.network.NetworkFile;
import dev.eckart.app.pipeline.Experiment;
import dev.eckart.app.pipeline.JobRequest;
import dev.eckart.app.report.ModelPlace;
import jakarta.inject.Inject;
import java.util.Optional;

/** The first stage of a run: trains the network that is to be compressed. */
public final class TrainJob {
    private final WorkbenchFactory workbenches;

    @Inject
    TrainJob(WorkbenchFactory workbenches) {
        this.workbenches = workbenches;
    }

    /**
     * Trains it, and keeps it with how it does.
     *
     * @param job what to train, on what
     * @param place where the model shall be: the same bytes as {@code base.onnx} of a run of this configuration
     * @return what was found
     * @throws dev.eckart.spi.EckartException if the training diverges or the place cannot be written; nothing is
     *     written then
     */
    public StepReport run(JobRequest job, ModelPlace place) {
        place.requireFree();
        Workbench bench = workbenches.open(job);
        Experiment.Base base = bench.experiment().base();
        NetworkFile file = new NetworkFile(base.network(), bench.provenance().ofBase());
        return bench.keep(new Workbench.Made("base", file, base.report(), Optional.empty(), Optional.empty()), place);
    }
}
