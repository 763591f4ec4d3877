package dev.eckart.app.onnx.unit;

import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tensors with several uses. Factors save something only if they serve all of them: a tensor that anything else needs
 * stays in the file beside its factors.
 *
 * @param constants what is known
 * @param sites all layers
 */
record Ties(ConstantValues constants, List<Site> sites) {
    /** Why factors would be added to a layer's tensor instead of taking its place, if so. */
    Optional<String> reason(Site site) {
        List<Site> uses = sites.stream()
                .filter(other -> other.source().equals(site.source()))
                .toList();
        Set<Integer> nodes = new HashSet<>();
        uses.forEach(use -> nodes.addAll(use.nodes()));
        return uses.stream()
                .filter(use -> !isAlike(site, use) && !isTurned(site, use))
                .findFirst()
                .map(use -> "'" + use.name() + "' uses its weights too, in another form")
                .or(() -> otherUse(site.source(), nodes).map(user -> user + " uses its weights too"))
                .map(user -> user + ": they would stay beside their factors");
    }

    /** Whether two layers multiply by the same numbers, and store factors in the same way. */
    private static boolean isAlike(Site a, Site b) {
        return a.weights().equals(b.weights())
                && a.geometry().equals(b.geometry())
                && a.arrangement().sizes(a.shape(), 0, 0).equals(b.arrangement().sizes(b.shape(), 0, 0));
    }

    /** Whether one multiplies by the transposed matrix of the other, so that transposed factors serve it. */
    private static boolean isTurned(Site a, Site b) {
        return isMatrix(a)
                && isMatrix(b)
                && !(a.geometry().lookup() && b.geometry().lookup())
                && a.weights().equals(b.weights().reordered(AxisOrder.reversed(2)));
    }

    private static boolean isMatrix(Site site) {
        return site.geometry().lookup() || site.arrangement().isResizable();
    }

    private Optional<String> otherUse(String value, Set<Integer> layers) {
        Graph graph = constants.graph();
        if (graph.isUsedElsewhere(value)) {
            return Optional.of("an output, a branch or a loop of the model");
        }
        return graph.consumers(value).stream()
                .filter(node -> !layers.contains(node))
                .flatMap(node -> otherUse(graph.nodes().get(node), layers).stream())
                .findFirst();
    }

    private Optional<String> otherUse(NodeProto node, Set<Integer> layers) {
        return constants.isLookedThrough(node)
                ? otherUse(node.getOutput(0), layers)
                : Optional.of(node.getOpType() + " '" + Graph.name(node) + "'");
    }
}
