package dev.eckart.app.onnx.cost;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;

/** Tells how long things take in the runtime at hand. */
public interface ModelClock {
    /**
     * What a kernel takes.
     *
     * @param kernel the kernel
     * @param copies how many such there are in the model, each with weights of its own: what does not fit into the
     *     processor's cache comes from memory in each run
     * @return nanoseconds of a run of one of them
     * @throws dev.eckart.app.onnx.model.OnnxException if it cannot be run
     */
    long nanoseconds(Kernel kernel, int copies);

    /**
     * Runs a model and what is to take its place in turn.
     *
     * @param before the model
     * @param after another one that takes and gives the same
     * @param batch what both are run on
     * @return what both took
     * @throws dev.eckart.app.onnx.model.OnnxException if one cannot be run
     */
    Speed race(OnnxModel before, OnnxModel after, SampleBatch batch);
}
