package dev.eckart.app.onnx.cost;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;
import java.util.List;

/** Tells how long things take in the runtime at hand. */
public interface ModelClock {
    /**
     * What kernels take.
     *
     * @param kernels the kernels
     * @return for each, nanoseconds of a run of one copy, at least 1
     * @throws dev.eckart.app.onnx.tensor.OnnxException if one cannot be run
     */
    List<Long> nanoseconds(List<Kernel.Copies> kernels);

    /**
     * Runs a model and what is to take its place in turn.
     *
     * @param before the model
     * @param after another one that takes and gives the same
     * @param batch what both are run on
     * @return what both took
     * @throws dev.eckart.app.onnx.tensor.OnnxException if one cannot be run
     */
    Speed race(OnnxModel before, OnnxModel after, SampleBatch batch);
}
