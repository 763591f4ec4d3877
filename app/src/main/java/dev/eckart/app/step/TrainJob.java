package dev.eckart.app.step;

import dev.eckart.app.output.ModelPlace;
import dev.eckart.app.pipeline.JobRequest;
import jakarta.inject.Inject;

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
        return bench.keep(bench.train(), place);
    }
}
