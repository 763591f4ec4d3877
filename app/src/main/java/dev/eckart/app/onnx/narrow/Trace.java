package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.rewrite.Resizing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the numbers that a layer makes through a model, operator by operator, to where they are multiplied with something:
 * by another layer, or with each other. Nothing else is known of a model than what its operators do to the axis along which
 * the numbers lie.
 */
final class Trace {
    private final ConstantValues constants;
    private final Graph graph;
    private final Shapes shapes;
    private final Map<Integer, Site> layers;
    private final PlaceByPlace elementwise;
    private final List<Site> makers = new ArrayList<>();
    private final int width;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final AskedSizes asked;
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Integer> mixing = new ArrayList<>();
    private final List<Sizes.Origin> sizes = new ArrayList<>();
    private final List<End> ends = new ArrayList<>();
    private int groups = 1;
    private boolean linear = true;
    private Optional<String> obstacle = Optional.empty();

    /**
     * Where numbers are multiplied.
     *
     * @param node index of the node
     * @param input which of its operands they are
     * @param layer the layer that it is, if it is one
     */
    record End(int node, int input, Optional<Site> layer) {}

    private Trace(ConstantValues constants, Shapes shapes, Map<Integer, Site> layers, Site from) {
        this.constants = constants;
        this.graph = constants.graph();
        this.shapes = shapes;
        this.asked = new AskedSizes(constants, shapes);
        this.layers = layers;
        this.elementwise = new PlaceByPlace(graph, layers);
        this.width = from.shape().columns();
    }

    /**
     * Follows what a layer makes.
     *
     * @param layers the layers of the model by the nodes that they consist of
     */
    static Trace of(ConstantValues constants, Shapes shapes, Map<Integer, Site> layers, Site from) {
        Trace trace = new Trace(constants, shapes, layers, from);
        trace.from(from);
        do {
            while (!trace.open.isEmpty() && trace.obstacle.isEmpty()) {
                trace.follow(trace.open.remove());
            }
            trace.mixing.forEach(trace::meet);
        } while (!trace.open.isEmpty() && trace.obstacle.isEmpty());
        trace.mixing.forEach(trace::checkMixed);
        return trace;
    }

    private void from(Site maker) {
        makers.add(maker);
        reach(maker.output(), Place.ROW);
    }

    /** The layer, and those that make numbers which meet its own. */
    List<Site> makers() {
        return makers;
    }

    /** Why the way is not understood, if it is not. */
    Optional<String> obstacle() {
        return obstacle;
    }

    List<End> ends() {
        return ends;
    }

    /** How many heads the numbers are divided into; 1 if into none. */
    int groups() {
        return groups;
    }

    /** Whether all that happens to the numbers on the way is that each is multiplied with the same constant. */
    boolean isLinear() {
        return linear;
    }

    /** Sizes on the way that go with how many numbers there are. */
    List<Sizes.Origin> sizes() {
        return sizes;
    }

    /** Operands that stay what they were made of the sizes on the way. */
    List<Resizing.Operand> numbers() {
        return asked.numbers();
    }

    /** Names of the values on the way. */
    Set<String> values() {
        return places.keySet();
    }

    private void stop(String reason) {
        obstacle = obstacle.or(() -> Optional.of(reason));
    }

    private void stop(NodeProto node) {
        stop("what it makes goes into " + node.getOpType());
    }

    private void reach(String value, Place place) {
        Place known = places.putIfAbsent(value, place);
        if (known == null) {
            open.add(value);
        } else if (!known.equals(place)) {
            stop("what it makes lies in one value in two ways");
        }
    }

    private void follow(String value) {
        if (graph.isUsedElsewhere(value)) {
            stop("what it makes is an output of the model, or goes into a branch or a loop");
            return;
        }
        for (int node : graph.consumers(value).stream().distinct().toList()) {
            follow(value, places.get(value), node);
        }
    }

    private void follow(String value, Place place, int index) {
        NodeProto node = graph.nodes().get(index);
        if (layers.containsKey(index)) {
            if (layers.get(index).input().equals(value) && place.equals(Place.ROW)) {
                ends.add(new End(index, 0, Optional.of(layers.get(index))));
            } else {
                stop(node);
            }
        } else if (!graph.isStandard(node)) {
            stop(node);
        } else if (elementwise.is(node)) {
            linear &= isScaling(node, value);
            mixing.add(index);
            reach(node.getOutput(0), place);
        } else {
            switch (node.getOpType()) {
                case "Identity" -> reach(node.getOutput(0), place);
                case "Transpose" -> transpose(node, place);
                case "Reshape" -> reshape(index, place);
                case "MatMul" -> multiply(index, value, place);
                case "Shape" -> {
                    if (!asked.follow(node, place.inner(), place.isSplit() ? width / groups : width)) {
                        stop("the model asks itself for its width");
                    }
                }
                default -> stop(node);
            }
        }
    }

    /** Whether a node multiplies with one constant. */
    private boolean isScaling(NodeProto node, String value) {
        return switch (node.getOpType()) {
            case "Neg" -> true;
            case "Mul" -> asked.isNumber(node.getInput(node.getInput(0).equals(value) ? 1 : 0));
            case "Div" -> asked.isNumber(node.getInput(1));
            default -> false;
        };
    }

    /** Goes on from another layer of as many numbers, where what is made of these meets what is made of the others. */
    private void meet(int index) {
        for (String operand : graph.nodes().get(index).getInputList()) {
            if (!operand.isEmpty() && !places.containsKey(operand) && !asked.isNumber(operand)) {
                elementwise
                        .maker(operand, asked::isNumber)
                        .filter(maker -> maker.shape().columns() == width && !makers.contains(maker))
                        .ifPresent(this::from);
            }
        }
    }

    /** All operands of what is done to each number are the same numbers in the same place, or one constant for all. */
    private void checkMixed(int index) {
        NodeProto node = graph.nodes().get(index);
        Place place = places.get(node.getOutput(0));
        boolean alike = node.getInputList().stream()
                .filter(operand -> !operand.isEmpty())
                .allMatch(operand ->
                        places.containsKey(operand) ? places.get(operand).equals(place) : asked.isNumber(operand));
        if (!alike) {
            stop(node);
        }
    }

    private void transpose(NodeProto node, Place place) {
        Optional<List<Long>> order = new Attributes(node).integers("perm");
        if (order.isEmpty() || order.get().size() < Math.max(place.inner(), place.group())) {
            stop(node);
        } else {
            reach(node.getOutput(0), place.permuted(order.get()));
        }
    }

    private void multiply(int index, String value, Place place) {
        NodeProto node = graph.nodes().get(index);
        boolean left = node.getInput(0).equals(value);
        if (left && node.getInput(1).equals(value)) {
            stop(node);
        } else if (left ? place.inner() == 1 : place.inner() == 2) {
            ends.add(new End(index, left ? 0 : 1, Optional.empty()));
        } else if (!left && place.inner() == 1) {
            reach(node.getOutput(0), place);
        } else {
            stop(node);
        }
    }

    private void reshape(int index, Place place) {
        NodeProto node = graph.nodes().get(index);
        Optional<Sizes> told = Sizes.of(constants, shapes, asked, index);
        Optional<Reshaping.Outcome> outcome =
                told.flatMap(sizes -> new Reshaping(node, sizes, shapes, width, groups).of(place));
        if (outcome.isEmpty()) {
            stop(node);
            return;
        }
        groups = outcome.get().groups();
        resized(told.get(), outcome.get().axis());
        reach(node.getOutput(0), outcome.get().place());
    }

    /** A size that goes with how many numbers there are: told by a constant, what is left of the others, or asked for. */
    private void resized(Sizes told, int axis) {
        Sizes.Entry entry = told.of(axis);
        if (entry.told() > 0 && entry.origin().isPresent()) {
            sizes.add(entry.origin().get());
        } else if (entry.told() == AskedSizes.OTHER) {
            stop("sizes behind it are not told by constants of their own");
        }
    }
}
