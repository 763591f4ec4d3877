package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.rewrite.FoldedWeights;
import dev.eckart.app.onnx.rewrite.PartedWeights;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The weights of a model as tensors of their own, which alone can be trained: some are written as nodes, as parts of others, or
 * made of others.
 *
 * @param model a model that gives the same
 * @param notes what a person shall know of it, if it is written
 */
public record OwnTensors(OnnxModel model, List<String> notes) {
    /**
     * Makes tensors of them.
     *
     * @param model a model
     * @return one that gives the same
     * @throws dev.eckart.app.onnx.tensor.OnnxException if a node is damaged, or data beside the model are missing
     */
    public static OwnTensors of(OnnxModel model) {
        FoldedWeights folded = FoldedWeights.of(ConstantNodes.lifted(model), layer -> true);
        PartedWeights parted = PartedWeights.of(folded.model(), layer -> true);
        return new OwnTensors(
                parted.model(),
                Stream.of(folded.note(), parted.note())
                        .flatMap(Optional::stream)
                        .toList());
    }
}
