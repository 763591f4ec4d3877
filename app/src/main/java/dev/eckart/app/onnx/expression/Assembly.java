package dev.eckart.app.onnx.expression;

import dev.eckart.app.onnx.model.Subgraphs;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Leaves out what nothing asks for. */
final class Pruning {
    private Pruning() {}

    /**
     * The nodes that some values need.
     *
     * @param nodes each behind those that it needs
     * @param needed names of values; names of all that they need are added
     * @return some of the nodes, in their order
     */
    static List<NodeProto> needed(List<NodeProto> nodes, Set<String> needed) {
        List<NodeProto> kept = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            NodeProto node = nodes.get(i);
            if (node.getOutputList().stream().anyMatch(needed::contains)) {
                kept.add(node);
                needed.addAll(Subgraphs.needs(node));
            }
        }
        Collections.reverse(kept);
        return kept;
    }
}
