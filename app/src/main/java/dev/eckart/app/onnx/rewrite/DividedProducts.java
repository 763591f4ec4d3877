package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Products whose numbers a Split parts, as those that make queries, keys and values at once. Each part can be made by a product
 * of its own, from the same columns of the weights: what becomes of one need not become of the others then.
 *
 * @param constants values of the model
 * @param shapes sizes of its values
 */
public record DividedProducts(ConstantValues constants, Shapes shapes) {
    /** Weights of more bytes would not fit into one message together. */
    private static final long MOST_BYTES = 1L << 30;

    /** A product, a bias and a Reshape. */
    private static final int MOST_STEPS = 3;

    /**
     * A product, and what happens to its numbers until they are parted.
     *
     * @param way indices of the nodes, the product first and the Split last
     * @param sizes how many numbers each part has
     */
    public record Division(List<Integer> way, List<Long> sizes) {
        int split() {
            return way.get(way.size() - 1);
        }

        long width() {
            return sizes.stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Looks for them.
     *
     * @return all that can be divided, in the model's order; none if their weights are too large together
     */
    public List<Division> found() {
        if (constants.model().proto().getIrVersion() < Rewriter.INPUTS_ARE_FREE_SINCE) {
            return List.of();
        }
        List<Division> found = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < graph().nodes().size(); i++) {
            NodeProto node = graph().nodes().get(i);
            if (graph().isStandard(node) && node.getOpType().equals("Split") && node.getInputCount() > 0) {
                Optional<Division> division = division(i);
                division.ifPresent(found::add);
                bytes += division.map(one -> bytes(weights(one))).orElse(0L);
            }
        }
        return bytes > MOST_BYTES ? List.of() : found;
    }

    private static long bytes(ConstantValue weights) {
        return weights.elements() * weights.type().bytes();
    }

    Graph graph() {
        return constants.graph();
    }

    NodeProto node(Division division, int step) {
        return graph().nodes().get(division.way().get(step));
    }

    private ConstantValue weights(Division division) {
        return constants.value(node(division, 0).getInput(1)).orElseThrow();
    }

    private Optional<Division> division(int split) {
        String parted = graph().nodes().get(split).getInput(0);
        Optional<List<Long>> dims = shapes.of(parted).filter(all -> all.size() > 1);
        long axis = new Attributes(graph().nodes().get(split)).integer("axis", 0);
        if (dims.isEmpty() || axis != -1 && axis != dims.get().size() - 1) {
            return Optional.empty();
        }
        List<Integer> way = new ArrayList<>(List.of(split));
        String value = parted;
        while (way.size() <= MOST_STEPS && isAlone(value)) {
            int maker = graph().producer(value).orElseThrow();
            way.add(0, maker);
            OptionalLong width = width(maker);
            if (width.isPresent()) {
                return Optional.of(new Division(way, sizes(split, width.getAsLong())))
                        .filter(division -> isDivisible(division, width.getAsLong()));
            }
            value = graph().nodes().get(maker).getInput(followed(graph().nodes().get(maker)));
        }
        return Optional.empty();
    }

    /** Whether a value is made by a node of the graph, for one other alone. */
    private boolean isAlone(String value) {
        return graph().producer(value).isPresent()
                && graph().isStandard(
                                graph().nodes().get(graph().producer(value).getAsInt()))
                && !graph().isUsedElsewhere(value)
                && graph().consumers(value).size() == 1
                && graph().nodes().get(graph().producer(value).getAsInt()).getInputCount() > 0;
    }

    private boolean isDivisible(Division division, long width) {
        return division.sizes().size() > 1
                && division.width() == width
                && division.way().subList(1, division.way().size() - 1).stream()
                        .allMatch(
                                step -> isBias(step, width) || told(step, width).isPresent());
    }

    /** How many numbers a product makes. */
    private OptionalLong width(int index) {
        NodeProto node = graph().nodes().get(index);
        Attributes attributes = new Attributes(node);
        boolean gemm = node.getOpType().equals("Gemm");
        boolean plain = attributes.real("alpha", 1) == 1
                && attributes.real("beta", 1) == 1
                && attributes.integer("transA", 0) == 0;
        if (!gemm && !node.getOpType().equals("MatMul") || gemm && !plain || node.getInputCount() < 2) {
            return OptionalLong.empty();
        }
        OptionalLong width = constants
                .value(node.getInput(1))
                .filter(ConstantValue::isReadable)
                .filter(weights -> weights.dims().size() == 2
                        && graph().consumers(node.getInput(1)).size() == 1)
                .map(weights -> OptionalLong.of(weights.dims().get(isTurned(node) ? 0 : 1)))
                .orElse(OptionalLong.empty());
        boolean biased = node.getInputCount() > 2;
        return width.isPresent() && (!biased || isRow(node.getInput(2), width.getAsLong()))
                ? width
                : OptionalLong.empty();
    }

    static boolean isTurned(NodeProto product) {
        return new Attributes(product).integer("transB", 0) != 0;
    }

    private boolean isBias(int index, long width) {
        NodeProto node = graph().nodes().get(index);
        return node.getOpType().equals("Add")
                && node.getInputCount() == 2
                && isRow(node.getInput(1 - followed(node)), width);
    }

    /** Which operand of a node of a way the numbers come in by: of an Add, the one that is no constant. */
    int followed(NodeProto node) {
        return node.getOpType().equals("Add")
                        && constants.value(node.getInput(0)).isPresent()
                ? 1
                : 0;
    }

    private boolean isRow(String name, long width) {
        return constants
                .value(name)
                .filter(ConstantValue::isReadable)
                .map(ConstantValue::dims)
                .filter(dims -> dims.get(dims.size() - 1) == width && ConstantValue.elements(dims) == width)
                .isPresent();
    }

    /** Where a Reshape that keeps the last axis is told how long that is. */
    Optional<Resizing.Operand> told(int index, long width) {
        NodeProto node = graph().nodes().get(index);
        if (!node.getOpType().equals("Reshape") || node.getInputCount() < 2) {
            return Optional.empty();
        }
        int from = index;
        int input = 1;
        if (constants.value(node.getInput(1)).isEmpty()) {
            from = graph().producer(node.getInput(1)).orElse(index);
            if (!graph().nodes().get(from).getOpType().equals("Concat")
                    || !graph().isStandard(graph().nodes().get(from))) {
                return Optional.empty();
            }
            input = graph().nodes().get(from).getInputCount() - 1;
        }
        List<Long> sizes = constants
                .value(graph().nodes().get(from).getInput(input))
                .map(ConstantValue::whole)
                .orElse(List.of(0L));
        return sizes.get(sizes.size() - 1) == width
                ? Optional.of(new Resizing.Operand(index, from, input, List.of((long) sizes.size()), sizes))
                : Optional.empty();
    }

    private List<Long> sizes(int index, long width) {
        NodeProto split = graph().nodes().get(index);
        Optional<List<Long>> told = split.getInputCount() > 1
                ? constants.value(split.getInput(1)).map(ConstantValue::whole)
                : new Attributes(split).integers("split");
        return told.filter(sizes -> sizes.size() == split.getOutputCount())
                .orElseGet(() -> Collections.nCopies(split.getOutputCount(), width / split.getOutputCount()));
    }

    /**
     * What people call a product.
     *
     * @param division how it is divided
     * @return its name
     */
    public String name(Division division) {
        return Graph.name(node(division, 0));
    }

    /**
     * What the products will be called that take its place.
     *
     * @param division how it is divided
     * @return a name for each part
     */
    public List<String> parts(Division division) {
        return ProductPart.of(this, division).stream().map(ProductPart::name).toList();
    }

    /**
     * The model with a product for each part.
     *
     * @param divisions which products to divide
     * @return a model that gives the same
     */
    public OnnxModel divided(List<Division> divisions) {
        Map<Integer, Division> bySplit = new HashMap<>();
        divisions.forEach(division -> bySplit.put(division.split(), division));
        List<NodeProto> gone = divisions.stream()
                .flatMap(division -> division.way().stream())
                .map(graph().nodes()::get)
                .toList();
        GraphProto.Builder to = constants.model().proto().getGraph().toBuilder().clearNode();
        for (int i = 0; i < graph().nodes().size(); i++) {
            if (bySplit.containsKey(i)) {
                ProductPart.of(this, bySplit.get(i)).forEach(part -> part.write(to));
            } else if (!gone.contains(graph().nodes().get(i))) {
                to.addNode(graph().nodes().get(i));
            }
        }
        GraphProto tidy = new Leftovers(graph(), gone).removedFrom(to);
        return new OnnxModel(
                constants.model().file(),
                constants.model().proto().toBuilder().setGraph(tidy).build());
    }
}
