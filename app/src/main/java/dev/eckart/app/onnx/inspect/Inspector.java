package dev.eckart.app.onnx.inspect;

import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.layer.SkippedLayer;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.Macs;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.model.Sizing;
import dev.eckart.app.onnx.narrow.Narrowings;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.rewrite.OwnTensors;
import dev.eckart.app.onnx.rewrite.PartedWeights;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.spi.backend.Backend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks one model over. */
public final class Inspector {
    private final OnnxModel model;
    private final Optional<Backend> backend;
    private final Graph graph;
    private final Sites sites;
    private final WeightTensors weights;
    private final Sizes sizes;
    private final Shapes shapes;
    private final Macs macs;
    private final Narrowings narrowings;
    private final Stages stages;
    private final Stages.Stage decomposing;
    private int decomposed;

    private Inspector(OnnxModel model, Bindings bindings, Optional<Backend> backend, Stages stages) {
        this.model = model;
        this.backend = backend;
        this.sizes = Sizes.of(model, bindings);
        // What can be factorised is seen where weights are tensors of their own; costs are those of the file.
        PartedWeights parted = OwnTensors.of(model, name -> true).parted();
        this.graph = parted.model().graph();
        this.shapes = parted.shapes(sizes.sizing().shapes());
        this.macs = new Macs(shapes);
        this.sites = Sites.of(parted.model(), () -> shapes);
        this.narrowings = Narrowings.of(parted.model(), sites.units(), shapes);
        this.weights = new WeightTensors(graph);
        this.stages = stages;
        this.decomposing = new Stages.Stage("decomposing", sites.sites().size(), "layers");
    }

    /**
     * Looks a model over.
     *
     * @param model the model
     * @param bindings sizes of axes that the model leaves open
     * @param backend what to decompose its layers with; without one, no ranks by energy are found
     * @param stages told how many layers have been decomposed
     * @return what it is made of
     * @throws OnnxException if weights cannot be read or are not finite
     * @throws dev.eckart.spi.EckartException if a decomposition fails
     */
    public static Inspection inspect(OnnxModel model, Bindings bindings, Optional<Backend> backend, Stages stages) {
        return new Inspector(model, bindings, backend, stages).inspection();
    }

    /** Sizes of values, and why there are no more of them. */
    private record Sizes(Sizing sizing, Optional<String> problem) {
        /** A model that ONNX Runtime does not take can still be looked over as far as it describes itself. */
        static Sizes of(OnnxModel model, Bindings bindings) {
            try {
                return new Sizes(ShapeInference.of(model, bindings), Optional.empty());
            } catch (OnnxException e) {
                return new Sizes(Sizing.declared(model, bindings), Optional.of(e.getMessage()));
            }
        }
    }

    private Inspection inspection() {
        ModelProto proto = model.proto();
        Map<Integer, Map<String, TensorProto>> tensors = tensors();
        Map<String, TensorProto> factorisable = new LinkedHashMap<>();
        sites.sites().forEach(site -> factorisable.putAll(tensors.get(first(site))));
        return new Inspection(
                proto.getIrVersion(),
                OnnxModel.opset(proto),
                (proto.getProducerName() + " " + proto.getProducerVersion()).strip(),
                layers(tensors),
                Costs.of(model, sizes.sizing()),
                parameters(factorisable),
                sizes.problem());
    }

    private static int first(Site site) {
        return site.nodes().get(0);
    }

    /** The weights of each layer by the place of its first node; those that no layer has are left out. */
    private Map<Integer, Map<String, TensorProto>> tensors() {
        Map<Integer, Integer> owner = new LinkedHashMap<>();
        sites.sites().forEach(site -> site.nodes().forEach(node -> owner.put(node, first(site))));
        Map<Integer, Map<String, TensorProto>> tensors = new LinkedHashMap<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            NodeProto node = graph.nodes().get(i);
            Map<String, TensorProto> own = weights.isConstant(node) ? Map.of() : weights.of(node);
            if (parameters(own) > 1 || owner.containsKey(i)) {
                tensors.computeIfAbsent(owner.getOrDefault(i, i), key -> new LinkedHashMap<>())
                        .putAll(own);
            }
        }
        return tensors;
    }

    private List<LayerView> layers(Map<Integer, Map<String, TensorProto>> tensors) {
        Map<Integer, Site> found = new LinkedHashMap<>();
        sites.sites().forEach(site -> found.put(first(site), site));
        List<LayerView> layers = new ArrayList<>();
        tensors.keySet().stream()
                .sorted()
                .forEach(node -> layers.add(layer(node, tensors, Optional.ofNullable(found.get(node)))));
        return layers;
    }

    private LayerView layer(int index, Map<Integer, Map<String, TensorProto>> tensors, Optional<Site> site) {
        NodeProto node = graph.nodes().get(index);
        Map<String, TensorProto> own = tensors.get(index);
        return new LayerView(
                Graph.name(node),
                node.getOpType(),
                weights(node, own),
                parameters(own),
                own.values().stream().mapToLong(TensorValues::bytes).sum(),
                macs.isCounted(node) ? macs.of(node) : OptionalLong.empty(),
                site.map(layer -> Ranks.breakEven(layer.shape())),
                site.flatMap(layer -> backend.map(with -> ranks(layer, with))),
                shared(index, tensors),
                site.map(this::partners).orElse(List.of()),
                site.flatMap(layer -> Optional.ofNullable(narrowings.reasons().get(layer.output()))),
                site.isPresent() ? Optional.empty() : Optional.of(reason(node)));
    }

    private List<String> partners(Site site) {
        return narrowings.pairs().stream()
                .flatMap(pair -> pair.beside(site).stream())
                .toList();
    }

    private Ranks ranks(Site site, Backend with) {
        stages.reached(decomposing, decomposed);
        Ranks ranks = Ranks.of(site.read(), with);
        stages.reached(decomposing, ++decomposed);
        return ranks;
    }

    /** The second operand of a product or a convolution; of others, the largest tensor. */
    private List<Long> weights(NodeProto node, Map<String, TensorProto> own) {
        Optional<List<Long>> operand = macs.weights(node).flatMap(shapes::of);
        return operand.orElseGet(() -> own.values().stream()
                .max(Comparator.comparingLong(TensorValues::elements))
                .map(TensorProto::getDimsList)
                .orElse(List.of()));
    }

    private List<String> shared(int index, Map<Integer, Map<String, TensorProto>> tensors) {
        return tensors.entrySet().stream()
                .filter(other -> other.getKey() != index)
                .filter(other -> other.getValue().keySet().stream().anyMatch(tensors.get(index)::containsKey))
                .map(other -> Graph.name(graph.nodes().get(other.getKey())))
                .toList();
    }

    private String reason(NodeProto node) {
        return sites.skipped().stream()
                .filter(skipped -> skipped.name().equals(Graph.name(node))
                        && skipped.operator().equals(node.getOpType()))
                .findFirst()
                .map(SkippedLayer::reason)
                .orElse(
                        graph.isStandard(node)
                                ? "its weights are no factor of a matrix product"
                                : "what it computes is not defined by ONNX");
    }

    private static long parameters(Map<String, TensorProto> tensors) {
        return tensors.values().stream().mapToLong(TensorValues::elements).sum();
    }
}
