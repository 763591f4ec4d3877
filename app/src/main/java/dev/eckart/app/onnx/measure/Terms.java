package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.embedding.PairSamples;
import dev.eckart.app.onnx.progress.Stages;
import java.util.Optional;

/**
 * How models are compared.
 *
 * @param choice what of the outputs is looked at more closely
 * @param pairs pairs that embeddings are to rank, if there are any
 * @param threads threads that they are run with
 * @param timed whether to measure times, which takes seconds
 * @param run what is run when times are measured, besides larger batches; one sample that is typical if it is not said
 * @param stages told how far it is
 */
public record Terms(
        OutputChoice choice,
        Optional<PairSamples> pairs,
        int threads,
        boolean timed,
        Optional<SampleBatch> run,
        Stages stages) {
    /** Terms by which one sample is run first when times are measured. */
    public Terms(OutputChoice choice, Optional<PairSamples> pairs, int threads, boolean timed, Stages stages) {
        this(choice, pairs, threads, timed, Optional.empty(), stages);
    }
}
