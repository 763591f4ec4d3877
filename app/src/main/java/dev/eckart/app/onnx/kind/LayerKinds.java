package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.layer.LayerKind;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of layers that there are.
 *
 * @param kinds one for each operator
 */
public record LayerKinds(List<LayerKind> kinds) {
    /** All of them. This is the one place where a new kind is named. */
    public static final LayerKinds ALL =
            new LayerKinds(List.of(new Gemm(), new MatMul(), new Einsum(), new Conv(), new Gather()));

    /**
     * The kind of layer that a node can be.
     *
     * @param node a node
     * @return the kind of its operator, if there is one
     */
    public Optional<LayerKind> of(NodeProto node) {
        return Graph.isOfStandardDomain(node)
                ? kinds.stream()
                        .filter(kind -> kind.operator().equals(node.getOpType()))
                        .findFirst()
                : Optional.empty();
    }
}
