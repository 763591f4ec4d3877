package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.constant.StoredTensor;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Sites;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model in which weights that were taken out of a larger tensor, as PyTorch's attention does with those of queries, keys
 * and values, are tensors of their own: what is a layer can be seen then, and factors can take its place. Numbers, their
 * count and what is computed with them are the same.
 *
 * @param model the model, which gives what it gave
 * @param names the tensors that were parted
 */
public record PartedWeights(OnnxModel model, List<String> names) {
    /** Parts of more bytes, as far as they have to be copied, would not fit into one message together. */
    private static final long MOST_BYTES = 1L << 30;

    /**
     * Parts the tensors that layers take parts of.
     *
     * @param model a model
     * @param wanted whether a layer is to be seen, by its name
     * @return the same model if there are none
     * @throws dev.eckart.app.onnx.tensor.OnnxException if a node is damaged, or data beside the model are missing
     */
    public static PartedWeights of(OnnxModel model, Predicate<String> wanted) {
        ConstantValues constants = new ConstantValues(model, model.graph());
        List<PackedTensor> packed = told(constants);
        if (packed.isEmpty()) {
            return new PartedWeights(model, List.of());
        }
        OnnxModel all = parted(constants, packed);
        Set<String> useful = Sites.of(all, () -> ShapeInference.orDeclared(all)).sites().stream()
                .filter(site -> wanted.test(site.name()))
                .flatMap(PartedWeights::tensors)
                .collect(Collectors.toSet());
        List<PackedTensor> chosen = packed.stream()
                .filter(tensor ->
                        tensor.names(constants.graph()).values().stream().anyMatch(useful::contains))
                .toList();
        return new PartedWeights(
                chosen.isEmpty() ? model : parted(constants, chosen),
                chosen.stream().map(PackedTensor::name).toList());
    }

    /**
     * What a person shall know of it.
     *
     * @return one line, if anything was parted
     */
    public Optional<String> note() {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "weights that are taken out of a larger tensor become tensors of their own" + example(names));
    }

    /**
     * What becomes of the names of what is parted.
     *
     * @param names of what is parted, at least one
     * @return the end of a line
     */
    public static String example(List<String> names) {
        String others = names.size() > 1 ? ", and so do " + (names.size() - 1) + " more" : "";
        return ": '" + names.get(0) + "' becomes '" + names.get(0) + "/1' and so on" + others;
    }

    private static Stream<String> tensors(Site site) {
        return Stream.concat(Stream.of(site.weights()), site.bias().stream())
                .map(ConstantValue::stored)
                .map(StoredTensor::name);
    }

    private static List<PackedTensor> told(ConstantValues constants) {
        try {
            return packed(constants);
        } catch (OnnxException e) {
            throw new OnnxException("'" + constants.model().file() + "': " + e.getMessage(), e);
        }
    }

    /** All tensors that can be parted, in the model's order; none if too much would have to be copied. */
    private static List<PackedTensor> packed(ConstantValues constants) {
        if (constants.model().proto().getIrVersion() < Rewriter.INPUTS_ARE_FREE_SINCE) {
            return List.of();
        }
        Map<String, Map<String, WeightPart>> found = new LinkedHashMap<>();
        for (NodeProto node : constants.graph().nodes()) {
            new PartingNode(constants, node).parts().forEach((value, part) -> {
                if (!constants.graph().consumers(value).isEmpty()
                        || constants.graph().isUsedElsewhere(value)) {
                    found.computeIfAbsent(part.whole().stored().name(), name -> new LinkedHashMap<>())
                            .put(value, part);
                }
            });
        }
        List<PackedTensor> packed = new ArrayList<>();
        found.forEach((name, parts) -> packed.add(new PackedTensor(name, parts)));
        packed.removeIf(tensor -> !tensor.isReplaceable(constants));
        long copied = packed.stream().mapToLong(PackedTensor::copied).sum();
        return copied > MOST_BYTES
                ? packed.stream().filter(tensor -> tensor.copied() == 0).toList()
                : packed;
    }

    private static OnnxModel parted(ConstantValues constants, List<PackedTensor> packed) {
        Graph graph = constants.graph();
        Map<String, String> names = new HashMap<>();
        packed.forEach(tensor -> names.putAll(tensor.names(graph)));
        GraphProto.Builder to = constants.model().proto().getGraph().toBuilder().clearNode();
        List<NodeProto> gone = new ArrayList<>();
        for (NodeProto node : graph.nodes()) {
            if (PackedTensor.taken(node, names.keySet(), graph)) {
                gone.add(node);
            } else {
                to.addNode(renamed(node, names));
            }
        }
        Set<String> written = new HashSet<>();
        packed.forEach(tensor -> tensor.parts().forEach((value, part) -> {
            if (written.add(names.get(value))) {
                to.addInitializer(part.tensor(names.get(value)));
            }
        }));
        GraphProto tidy = new Leftovers(graph, gone).removedFrom(to);
        return new OnnxModel(
                constants.model().file(),
                constants.model().proto().toBuilder().setGraph(tidy).build());
    }

    /** A node that takes values of other names. */
    static NodeProto renamed(NodeProto node, Map<String, String> names) {
        if (node.getInputList().stream().noneMatch(names::containsKey)) {
            return node;
        }
        NodeProto.Builder renamed = node.toBuilder();
        for (int i = 0; i < node.getInputCount(); i++) {
            renamed.setInput(i, names.getOrDefault(node.getInput(i), node.getInput(i)));
        }
        return renamed.build();
    }

    /**
     * The sizes of this model's values.
     *
     * @param original sizes of the original's values
     * @return those, and the sizes of the parts
     */
    public Shapes shapes(Shapes original) {
        Map<String, List<Long>> dims = new TreeMap<>(original.dims());
        model.proto()
                .getGraph()
                .getInitializerList()
                .forEach(tensor -> dims.put(tensor.getName(), tensor.getDimsList()));
        return new Shapes(dims);
    }
}
