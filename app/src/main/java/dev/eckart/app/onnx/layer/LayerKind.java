package dev.eckart.app.onnx.layer;

import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.Optional;

/**
 * A kind of layers: those that one operator of ONNX computes. All that is particular to it is answered by its kind and, of
 * one of its layers, by the {@link Arrangement} that the kind gives it; nothing else knows which kinds there are.
 */
public interface LayerKind {
    /** What a node with weights is: a layer that can be factorised, or one that is left alone. */
    sealed interface Found permits Site, SkippedLayer {}

    /**
     * The operator.
     *
     * @return its name, as ONNX has it
     */
    String operator();

    /**
     * Looks at a node of the operator.
     *
     * @param node the node
     * @return the layer that it is; or why it cannot be factorised; nothing if it has no weights
     * @throws dev.eckart.app.onnx.tensor.OnnxException if it lacks what its operator takes
     */
    Optional<Found> find(LayerNode node);

    /**
     * Where an operator's weights are, for people who look at the node.
     *
     * @return which input, from 0
     */
    int weightsInput();

    /**
     * Counts multiply-accumulates.
     *
     * @param node a node of the operator
     * @param shapes sizes of the model's values; axes of none count as of size 1
     * @return how many; not a number if that cannot be told
     */
    double macs(NodeProto node, Shapes shapes);
}
