package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.app.onnx.unit.Sites;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The tensors of a model that training can change.
 *
 * @param kinds what each is, by name, in the model's order
 */
public record Trainables(Map<String, Kind> kinds) {
    private static final Set<String> NORMALISATIONS = Set.of(
            "LayerNormalization",
            "RMSNormalization",
            "SimplifiedLayerNormalization",
            "BatchNormalization",
            "InstanceNormalization",
            "GroupNormalization");

    /** Running means and variances of batch normalisation are no parameters. */
    private static final int STATISTICS = 3;

    /** What a tensor is in its model. */
    public enum Kind {
        /** Weights of what stands in the place of a layer: of one with another behind it, a narrower one, or one in bytes. */
        FACTOR("factors"),
        /** What a linear layer adds. */
        BIAS("biases"),
        /** Weights of another linear layer. */
        LINEAR("linear"),
        /** Scale and shift of a normalisation, or of an elementwise product or sum. */
        NORMALISATION("normalisations"),
        /** A table that rows are taken from. */
        EMBEDDING("embeddings");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /**
         * What a person calls all of a kind.
         *
         * @return such as {@code factors}
         */
        public String word() {
            return word;
        }
    }

    /**
     * Looks for them.
     *
     * @param model the model
     * @return all initialisers of real numbers that are weights of some kind
     */
    public static Trainables of(OnnxModel model) {
        return of(model, Optional.empty());
    }

    /**
     * Looks for them in a model that was made of another one. A layer's weights that the other one has not, by name and sizes,
     * stand in the place of some that it has.
     *
     * @param model the model
     * @param teacher what it was made of, if that is known
     * @return all initialisers of real numbers that are weights of some kind
     */
    public static Trainables of(OnnxModel model, Optional<OnnxModel> teacher) {
        Graph graph = model.graph();
        List<Site> sites =
                Sites.of(model, () -> ShapeInference.orDeclared(model)).sites();
        Map<String, Kind> found = new HashMap<>();
        for (NodeProto node : graph.nodes()) {
            for (int input = 0; input < node.getInputCount(); input++) {
                kind(node, input).forEach((name, kind) -> found.putIfAbsent(name, kind));
            }
        }
        sites.forEach(site -> found.put(site.source(), Kind.LINEAR));
        sites.forEach(
                site -> site.bias().ifPresent(bias -> found.put(bias.stored().name(), Kind.BIAS)));
        factors(graph, sites).forEach(site -> found.put(site.source(), Kind.FACTOR));
        teacher.map(OnnxModel::graph)
                .ifPresent(original -> sites.stream()
                        .filter(site -> !site.geometry().lookup() && !isOf(original, graph, site.source()))
                        .forEach(site -> found.put(site.source(), Kind.FACTOR)));
        Map<String, Kind> ordered = new LinkedHashMap<>();
        for (TensorProto tensor : model.proto().getGraph().getInitializerList()) {
            boolean real =
                    DataType.of(tensor.getDataType()).map(DataType::isReal).orElse(false);
            // A single number is a setting of a formula, such as the scale of an attention.
            boolean setting = found.get(tensor.getName()) == Kind.NORMALISATION && TensorValues.elements(tensor) == 1;
            if (real
                    && !setting
                    && found.containsKey(tensor.getName())
                    && graph.constant(tensor.getName()).isPresent()) {
                ordered.put(tensor.getName(), found.get(tensor.getName()));
            }
        }
        return new Trainables(ordered);
    }

    private static Map<String, Kind> kind(NodeProto node, int input) {
        String name = node.getInput(input);
        String operator = node.getOpType();
        if (NORMALISATIONS.contains(operator)) {
            return input > 0 && input < STATISTICS ? Map.of(name, Kind.NORMALISATION) : Map.of();
        }
        return switch (operator) {
            case "Gather" -> input == 0 ? Map.of(name, Kind.EMBEDDING) : Map.of();
            case "Mul", "Add", "PRelu" -> Map.of(name, Kind.NORMALISATION);
            case "ConvTranspose" -> input == 0 ? Map.of() : Map.of(name, input == 1 ? Kind.LINEAR : Kind.BIAS);
            default -> Map.of();
        };
    }

    private static boolean isOf(Graph original, Graph graph, String tensor) {
        Optional<List<Long>> own = graph.constant(tensor).map(TensorProto::getDimsList);
        return own.equals(original.constant(tensor).map(TensorProto::getDimsList));
    }

    /**
     * Layers one of which takes nothing but what the other makes, which is narrower than what both take and make; or, along
     * an axis of a tensor, narrower than what the first takes.
     */
    private static List<Site> factors(Graph graph, List<Site> sites) {
        Map<String, List<Site>> takers = sites.stream().collect(Collectors.groupingBy(site -> unshaped(graph, site)));
        return sites.stream()
                .flatMap(first -> takers.getOrDefault(first.output(), List.of()).stream()
                        .filter(second -> isOneLayer(graph, first, second))
                        .flatMap(second -> List.of(first, second).stream()))
                .distinct()
                .toList();
    }

    private static boolean isOneLayer(Graph graph, Site first, Site second) {
        boolean alone = graph.consumers(first.output()).size() == 1 && !graph.isUsedElsewhere(first.output());
        int between = first.shape().columns();
        boolean direct = second.input().equals(first.output());
        return alone
                && between < first.shape().rows()
                && (!direct || between < second.shape().columns());
    }

    /** What a layer takes, before it got other sizes for this layer alone. */
    private static String unshaped(Graph graph, Site site) {
        String value = site.input();
        OptionalInt maker = graph.producer(value);
        while (maker.isPresent()
                && graph.nodes().get(maker.getAsInt()).getOpType().equals("Reshape")
                && graph.consumers(value).size() == 1
                && !graph.isUsedElsewhere(value)) {
            Graph.requireInputs(graph.nodes().get(maker.getAsInt()), 1);
            value = graph.nodes().get(maker.getAsInt()).getInput(0);
            maker = graph.producer(value);
        }
        return value;
    }

    /**
     * Some of them.
     *
     * @param chosen says by name and kind which
     * @return names, in the model's order
     */
    public List<String> names(Predicate<Map.Entry<String, Kind>> chosen) {
        return kinds.entrySet().stream().filter(chosen).map(Map.Entry::getKey).toList();
    }
}
