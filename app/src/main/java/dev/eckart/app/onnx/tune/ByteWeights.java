package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.form.Bytes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A model whose weights in bytes have been made numbers again, so that they can be trained. A step goes by what the numbers are
 * rounded to, and changes the numbers as if they had not been (Bengio, Leonard and Courville, "Estimating or propagating
 * gradients through stochastic neurons", 2013: the straight-through estimator). What goes into products of bytes is not rounded
 * meanwhile, for its scale is another one in each run.
 *
 * @param packed the model with weights in bytes
 * @param model the same with numbers
 * @param stored the weights that were bytes, by name of the tensor of bytes, which is that of the numbers too
 */
public record ByteWeights(OnnxModel packed, OnnxModel model, Map<String, Stored> stored) {
    /**
     * Weights in bytes.
     *
     * @param scales name of their scales
     * @param products whether rows are multiplied with them, so that each column has a scale; rows have one otherwise
     */
    public record Stored(String scales, boolean products) {
        Bytes fit(Tensor weights) {
            return products ? Bytes.ofProducts(weights) : Bytes.ofRows(weights);
        }

        Tensor read(Bytes bytes) {
            return products ? bytes.asProducts() : bytes.asRows();
        }
    }

    /** Nodes that are one product of bytes, or that take rows of bytes: the last makes the output. */
    private record Pattern(String bytes, Stored stored, List<NodeProto> nodes, NodeProto instead) {}

    /**
     * Makes numbers of bytes, as far as they are used as Eckart writes them.
     *
     * @param model a model
     * @return the model itself if it has none
     */
    public static ByteWeights of(OnnxModel model) {
        Graph graph = model.graph();
        List<Pattern> found = new ArrayList<>();
        for (NodeProto node : graph.nodes()) {
            product(graph, node).or(() -> rows(graph, node)).ifPresent(found::add);
        }
        Map<String, Long> uses = found.stream().collect(Collectors.groupingBy(Pattern::bytes, Collectors.counting()));
        found.removeIf(pattern ->
                uses.get(pattern.bytes()) != graph.consumers(pattern.bytes()).size());
        if (found.isEmpty()) {
            return new ByteWeights(model, model, Map.of());
        }
        Map<String, Stored> stored = new LinkedHashMap<>();
        found.forEach(pattern -> stored.put(pattern.bytes(), pattern.stored()));
        return new ByteWeights(model, numbers(model, graph, found, stored), stored);
    }

    private static OnnxModel numbers(OnnxModel model, Graph graph, List<Pattern> found, Map<String, Stored> stored) {
        Map<NodeProto, NodeProto> instead = new HashMap<>();
        Set<NodeProto> gone = new HashSet<>();
        for (Pattern pattern : found) {
            gone.addAll(pattern.nodes());
            instead.put(pattern.nodes().get(pattern.nodes().size() - 1), pattern.instead());
        }
        Set<String> needed = graph.nodes().stream()
                .filter(node -> !gone.contains(node))
                .flatMap(node -> node.getInputList().stream())
                .collect(Collectors.toSet());
        GraphProto.Builder rewritten = model.proto().getGraph().toBuilder().clearNode();
        for (NodeProto node : graph.nodes()) {
            boolean still = node.getOutputList().stream()
                    .anyMatch(output -> needed.contains(output) || graph.isUsedElsewhere(output));
            if (instead.containsKey(node)) {
                rewritten.addNode(instead.get(node));
            } else if (!gone.contains(node) || still) {
                rewritten.addNode(node);
            }
        }
        for (TensorProto.Builder tensor : rewritten.getInitializerBuilderList()) {
            String name = tensor.getName();
            if (stored.containsKey(name)) {
                tensor.clear()
                        .mergeFrom(numbers(model, graph, name, stored.get(name)).proto(name));
            }
        }
        return new OnnxModel(
                model.file(), model.proto().toBuilder().setGraph(rewritten).build());
    }

    private static TensorValues numbers(OnnxModel model, Graph graph, String name, Stored how) {
        Function<String, TensorValues> read =
                tensor -> TensorValues.read(graph.constant(tensor).orElseThrow(), model.externalData());
        TensorValues codes = read.apply(name);
        TensorValues scales = read.apply(how.scales());
        Tensor matrix = Tensors.wrap(
                Math.toIntExact(codes.dims().get(0)),
                Math.toIntExact(codes.dims().get(1)),
                codes.values());
        return new TensorValues(
                codes.dims(),
                scales.type(),
                how.read(new Bytes(matrix, scales.values())).doubles());
    }

    /** A sum of products of bytes, made a number and scaled: {@code Cast(MatMulInteger(q, B, z)) (s S)}. */
    private static Optional<Pattern> product(Graph graph, NodeProto node) {
        if (!is(graph, node, "MatMulInteger") || node.getInputCount() != 3 || !isBytes(graph, node.getInput(1))) {
            return Optional.empty();
        }
        Optional<NodeProto> quantize =
                maker(graph, node.getInput(0)).filter(maker -> is(graph, maker, "DynamicQuantizeLinear"));
        return quantize.flatMap(made -> scaled(graph, node)
                .flatMap(last -> other(last.scaled(), last.cast())
                        .flatMap(both -> maker(graph, both))
                        .filter(both ->
                                is(graph, both, "Mul") && both.getInput(0).equals(made.getOutput(1)))
                        .filter(both -> graph.constant(both.getInput(1)).isPresent())
                        .map(both -> new Pattern(
                                node.getInput(1),
                                new Stored(both.getInput(1), true),
                                List.of(made, node, last.cast(), both, last.scaled()),
                                instead(last.scaled(), "MatMul", made.getInput(0), node.getInput(1))))));
    }

    /** Rows of a table of bytes, made numbers, each under its scale: {@code Cast(Gather(B, i)) Gather(S, i)}. */
    private static Optional<Pattern> rows(Graph graph, NodeProto node) {
        if (!is(graph, node, "Gather") || !isBytes(graph, node.getInput(0))) {
            return Optional.empty();
        }
        return scaled(graph, node)
                .flatMap(last -> other(last.scaled(), last.cast())
                        .flatMap(scales -> maker(graph, scales))
                        .filter(scales -> is(graph, scales, "Gather")
                                && scales.getInput(1).equals(node.getInput(1))
                                && graph.constant(scales.getInput(0)).isPresent())
                        .map(scales -> new Pattern(
                                node.getInput(0),
                                new Stored(scales.getInput(0), false),
                                List.of(node, last.cast(), scales, last.scaled()),
                                instead(last.scaled(), "Gather", node.getInput(0), node.getInput(1)))));
    }

    /** What makes a number of something and multiplies it. */
    private record Scaled(NodeProto cast, NodeProto scaled) {}

    private static Optional<Scaled> scaled(Graph graph, NodeProto node) {
        return taker(graph, node)
                .filter(cast -> is(graph, cast, "Cast"))
                .flatMap(cast -> taker(graph, cast)
                        .filter(product -> is(graph, product, "Mul"))
                        .map(product -> new Scaled(cast, product)));
    }

    private static Optional<String> other(NodeProto product, NodeProto one) {
        return product.getInputList().stream()
                .filter(input -> !input.equals(one.getOutput(0)))
                .findFirst();
    }

    private static NodeProto instead(NodeProto last, String operator, String left, String right) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(last.getName())
                .addInput(left)
                .addInput(right)
                .addOutput(last.getOutput(0))
                .build();
    }

    private static boolean is(Graph graph, NodeProto node, String operator) {
        return node.getOpType().equals(operator) && graph.isStandard(node);
    }

    private static boolean isBytes(Graph graph, String value) {
        return graph.constant(value)
                .filter(tensor -> tensor.getDimsCount() == 2)
                .flatMap(tensor -> DataType.of(tensor.getDataType()))
                .filter(type -> type == DataType.INT8)
                .isPresent();
    }

    private static Optional<NodeProto> maker(Graph graph, String value) {
        return graph.producer(value).stream().mapToObj(graph.nodes()::get).findFirst();
    }

    private static Optional<NodeProto> taker(Graph graph, NodeProto node) {
        List<Integer> takers = graph.consumers(node.getOutput(0));
        return takers.size() == 1 && !graph.isUsedElsewhere(node.getOutput(0))
                ? Optional.of(graph.nodes().get(takers.get(0)))
                : Optional.empty();
    }

    /**
     * The model as it was, with weights in bytes, of other numbers.
     *
     * @param trained the model of numbers with other numbers
     * @return the model with bytes
     */
    ModelProto packed(ModelProto trained) {
        if (stored.isEmpty()) {
            return trained;
        }
        Map<String, TensorProto> tensors = new HashMap<>();
        trained.getGraph().getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
        stored.forEach((name, how) -> {
            TensorValues values = TensorValues.read(tensors.get(name), model.externalData());
            Tensor matrix = Tensors.wrap(
                    Math.toIntExact(values.dims().get(0)),
                    Math.toIntExact(values.dims().get(1)),
                    values.values());
            Bytes bytes = how.fit(matrix);
            TensorProto scales = tensors.get(how.scales());
            tensors.put(
                    name,
                    new TensorValues(values.dims(), DataType.INT8, bytes.codes().doubles()).proto(name));
            tensors.put(
                    how.scales(),
                    new TensorValues(scales.getDimsList(), values.type(), bytes.scales()).proto(how.scales()));
        });
        ModelProto.Builder proto = packed.proto().toBuilder();
        proto.getGraphBuilder().getInitializerBuilderList().forEach(tensor -> {
            TensorProto other = tensors.get(tensor.getName());
            tensor.clear().mergeFrom(other);
        });
        return proto.build();
    }
}
