package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Slice;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.app.onnx.unit.Sites;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A model in which weights that it makes of constants in each run anew are tensors, so that what is a layer can be seen: weight
 * normalisation makes them of a direction and a length (Salimans and Kingma, "Weight normalization", 2016), and exporters
 * write that down. ONNX Runtime works them out, as it does when it loads a model.
 *
 * @param model the model, which gives what it gave
 * @param names the weights
 */
public record FoldedWeights(OnnxModel model, List<String> names) {
    /** Weights of more bytes would not fit into one message together. */
    private static final long MOST_BYTES = 1L << 30;

    /**
     * Works out weights of layers.
     *
     * @param model a model
     * @param wanted whether a layer is to be seen, by its name
     * @return the same model if there are none, or ONNX Runtime cannot work them out: who looks for layers is told then that
     *     their weights are made of others
     */
    public static FoldedWeights of(OnnxModel model, Predicate<String> wanted) {
        MadeWeights made = MadeWeights.of(new ConstantValues(model, model.graph()));
        boolean old = model.proto().getIrVersion() < Rewriter.INPUTS_ARE_FREE_SINCE;
        if (old || made.ends().isEmpty() || made.bytes() > MOST_BYTES) {
            return new FoldedWeights(model, List.of());
        }
        Map<String, TensorProto> tensors = known(model, made);
        if (tensors.isEmpty()) {
            return new FoldedWeights(model, List.of());
        }
        OnnxModel all = folded(model, tensors);
        Set<String> useful = Sites.of(all, () -> ShapeInference.orDeclared(all)).sites().stream()
                .filter(site -> wanted.test(site.name()))
                .map(Site::source)
                .collect(Collectors.toSet());
        tensors.values().removeIf(tensor -> !useful.contains(tensor.getName()));
        return new FoldedWeights(
                tensors.isEmpty() ? model : folded(model, tensors),
                tensors.values().stream().map(TensorProto::getName).toList());
    }

    private static Map<String, TensorProto> known(OnnxModel model, MadeWeights made) {
        try {
            return tensors(model, made);
        } catch (OnnxException e) {
            return Map.of();
        }
    }

    /** What each weight is, by the name of the value that it was. */
    private static Map<String, TensorProto> tensors(OnnxModel model, MadeWeights made) {
        Map<String, TensorProto> tensors = new LinkedHashMap<>();
        Graph graph = model.graph();
        Set<String> wanted = made.ends().keySet();
        try (OnnxSession session =
                OnnxSession.open(Slice.between(model.proto(), List.of(), wanted), model.externalData(), 1)) {
            Map<String, Values> found = session.run(Map.of(), wanted);
            made.ends().forEach((value, sources) -> {
                Values numbers = found.get(value);
                TensorProto largest = sources.get(0);
                if (numbers.numbers().length
                        <= sources.stream().mapToLong(TensorValues::elements).sum()) {
                    List<Long> dims = Arrays.stream(numbers.dims()).boxed().toList();
                    DataType type = DataType.of(largest.getDataType()).orElseThrow();
                    tensors.put(
                            value,
                            new TensorValues(dims, type, numbers.numbers())
                                    .proto(graph.free(largest.getName() + "/folded")));
                }
            });
        }
        return tensors;
    }

    private static OnnxModel folded(OnnxModel model, Map<String, TensorProto> tensors) {
        Graph graph = model.graph();
        Map<String, String> names = new HashMap<>();
        tensors.forEach((value, tensor) -> names.put(value, tensor.getName()));
        GraphProto.Builder to = model.proto().getGraph().toBuilder().clearNode();
        List<NodeProto> gone = new ArrayList<>();
        for (NodeProto node : graph.nodes()) {
            if (names.containsKey(node.getOutputCount() > 0 ? node.getOutput(0) : "")) {
                gone.add(node);
            } else {
                to.addNode(PartedWeights.renamed(node, names));
            }
        }
        to.addAllInitializer(tensors.values());
        GraphProto tidy = new Leftovers(graph, gone).removedFrom(to);
        return new OnnxModel(
                model.file(), model.proto().toBuilder().setGraph(tidy).build());
    }

    /**
     * What a person shall know of it.
     *
     * @return one line, if there are any
     */
    public Optional<String> note() {
        String others = names.size() > 1 ? " and " + (names.size() - 1) + " more" : "";
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("weights that the model made of constants in each run become tensors: '" + names.get(0)
                        + "'" + others);
    }
}
