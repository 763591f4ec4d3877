package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.rewrite.PartedWeights;

/** The weights of a model as tensors of their own, which alone can be trained: some are written as nodes, or as parts of others. */
public final class OwnTensors {
    private OwnTensors() {}

    /**
     * Makes tensors of them.
     *
     * @param model a model
     * @return one that gives the same
     * @throws dev.eckart.app.onnx.tensor.OnnxException if a node is damaged, or data beside the model are missing
     */
    public static PartedWeights of(OnnxModel model) {
        return PartedWeights.of(ConstantNodes.lifted(model), layer -> true);
    }
}
