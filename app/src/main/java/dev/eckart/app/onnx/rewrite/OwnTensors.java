package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.model.OnnxModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The weights of a model as tensors of their own, which alone are seen as layers and can be trained: some are written as parts of
 * others, or made of others.
 *
 * @param parted the model in parts, which gives the same
 * @param notes what a person shall know of it, if it is written
 */
public record OwnTensors(PartedWeights parted, List<String> notes) {
    /**
     * Makes tensors of them.
     *
     * @param model a model
     * @param wanted whether a layer is to be seen, by its name
     * @return one that gives the same
     * @throws dev.eckart.app.onnx.tensor.OnnxException if a node is damaged, or data beside the model are missing
     */
    public static OwnTensors of(OnnxModel model, Predicate<String> wanted) {
        FoldedWeights folded = FoldedWeights.of(model, wanted);
        PartedWeights parted = PartedWeights.of(folded.model(), wanted);
        return new OwnTensors(
                parted,
                Stream.of(folded.note(), parted.note())
                        .flatMap(Optional::stream)
                        .toList());
    }

    /**
     * The model itself.
     *
     * @return the one whose weights are tensors; the same as before if all were
     */
    public OnnxModel model() {
        return parted.model();
    }
}
