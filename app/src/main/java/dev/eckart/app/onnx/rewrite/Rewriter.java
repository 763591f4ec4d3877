package dev.eckart.app.onnx.rewrite;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.layer.FactorWriter;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.layer.WrittenFactors;
import dev.eckart.app.onnx.model.Declaration;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Puts factors in the place of layers.
 *
 * @param original the model
 * @param bytes keeps the bytes of new tensors, in memory or elsewhere
 * @param resizing sizes between layers that are other ones now
 */
public record Rewriter(ModelProto original, UnaryOperator<ByteString> bytes, Resizing resizing) {
    /** Before this version of the format every initialiser has to be a graph input as well. */
    static final long INPUTS_ARE_FREE_SINCE = 4;

    /** Keeps new tensors in memory. */
    public Rewriter(ModelProto original) {
        this(original, UnaryOperator.identity(), Resizing.NONE);
    }

    /**
     * A rewritten model.
     *
     * @param model the model
     * @param hidden name of the value that goes into the last factor of each layer, by name of the layer's output
     */
    public record Rewritten(ModelProto model, Map<String, String> hidden) {}

    /**
     * Rewrites, one replacement after the other. Tensors that its uses have in common are written once.
     *
     * @param replacements what stands in the place of which layers
     * @return the model with the factors in place
     */
    public Rewritten replace(List<Replacement> replacements) {
        Graph graph = Graph.of(original);
        WrittenFactors written = new WrittenFactors(OnnxModel.opset(original), graph, bytes);
        Map<Integer, FactorWriter> atNode = new HashMap<>();
        Set<Integer> replaced = new HashSet<>();
        Map<String, String> hidden = new HashMap<>();
        for (Replacement replacement : replacements) {
            written.begin();
            List<List<Factor>> factors = replacement.factors().get();
            for (int use = 0; use < factors.size(); use++) {
                Site site = replacement.uses().get(use);
                List<Integer> of = site.nodes();
                FactorWriter writer =
                        written.of(site, of.stream().map(graph.nodes()::get).toList());
                hidden.put(site.output(), site.arrangement().write(site, factors.get(use), writer));
                atNode.put(of.get(of.size() - 1), writer);
                replaced.addAll(of);
            }
            for (Site site : replacement.turned()) {
                List<Integer> of = site.nodes();
                FactorWriter writer =
                        written.of(site, of.stream().map(graph.nodes()::get).toList());
                site.arrangement().write(site, written.turned(factors.get(0), site), writer);
                atNode.put(of.get(of.size() - 1), writer);
                replaced.addAll(of);
            }
        }
        GraphProto.Builder to = original.getGraph().toBuilder().clearNode();
        for (int i = 0; i < graph.nodes().size(); i++) {
            if (atNode.containsKey(i)) {
                to.addAllNode(atNode.get(i).nodes());
                atNode.get(i).tensors().forEach(tensor -> add(to, tensor));
            } else if (resizing.concerns(i)) {
                List<TensorProto> tensors = new ArrayList<>();
                to.addAllNode(resizing.resized(graph, i, tensors));
                tensors.forEach(tensor -> add(to, tensor));
                replaced.add(i);
            } else if (!replaced.contains(i)) {
                to.addNode(graph.nodes().get(i));
            }
        }
        forgetSizes(to);
        List<NodeProto> gone =
                replaced.stream().sorted().map(graph.nodes()::get).toList();
        GraphProto tidy = new Leftovers(graph, gone).removedFrom(to);
        return new Rewritten(original.toBuilder().setGraph(tidy).build(), hidden);
    }

    private void forgetSizes(GraphProto.Builder graph) {
        List<ValueInfoProto> known = graph.getValueInfoList().stream()
                .filter(value -> !resizing.values().contains(value.getName()))
                .toList();
        graph.clearValueInfo().addAllValueInfo(known);
    }

    private void add(GraphProto.Builder graph, TensorProto tensor) {
        graph.addInitializer(tensor);
        if (original.getIrVersion() < INPUTS_ARE_FREE_SINCE) {
            graph.addInput(Declaration.of(tensor));
        }
    }
}
