package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Declaration;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.Optional;

/** Weights that some exporters write as nodes, which say the same as initialisers and cannot be trained as they are. */
public final class ConstantNodes {
    /** From this version of the format on, an initialiser need not be an input. */
    private static final long WITHOUT_INPUT_SINCE = 4;

    private ConstantNodes() {}

    /**
     * The model with initialisers in their place.
     *
     * @param model a model
     * @return the same without Constant nodes of several real numbers; the model itself if it has none
     */
    public static OnnxModel lifted(OnnxModel model) {
        Graph graph = model.graph();
        GraphProto.Builder lifted = model.proto().getGraph().toBuilder().clearNode();
        for (NodeProto node : graph.nodes()) {
            Optional<TensorProto> weights = weights(graph, node);
            if (weights.isEmpty()) {
                lifted.addNode(node);
            } else {
                lifted.addInitializer(weights.get());
                if (model.proto().getIrVersion() < WITHOUT_INPUT_SINCE) {
                    lifted.addInput(Declaration.of(weights.get()));
                }
            }
        }
        return lifted.getNodeCount() == graph.nodes().size()
                ? model
                : new OnnxModel(
                        model.file(), model.proto().toBuilder().setGraph(lifted).build());
    }

    private static Optional<TensorProto> weights(Graph graph, NodeProto node) {
        return node.getOpType().equals("Constant") && graph.isStandard(node)
                ? new Attributes(node)
                        .named("value")
                        .map(AttributeProto::getT)
                        .filter(tensor -> DataType.of(tensor.getDataType())
                                .filter(DataType::isReal)
                                .isPresent())
                        .filter(tensor -> TensorValues.elements(tensor) > 1)
                        .map(tensor ->
                                tensor.toBuilder().setName(node.getOutput(0)).build())
                : Optional.empty();
    }
}
