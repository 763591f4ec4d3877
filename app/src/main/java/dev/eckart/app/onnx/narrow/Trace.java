package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows the numbers that a layer makes through a model, operator by operator, to where they are multiplied with something:
 * by another layer, or with each other. Nothing else is known of a model than what its operators do to the axis along which
 * the numbers lie.
 */
final class Trace {
    /** Of one number at a time. */
    private static final Set<String> ELEMENTWISE = Set.of(
            "Abs",
            "Add",
            "Celu",
            "Clip",
            "Cos",
            "Div",
            "Elu",
            "Erf",
            "Exp",
            "Gelu",
            "HardSigmoid",
            "HardSwish",
            "LeakyRelu",
            "Log",
            "Max",
            "Min",
            "Mish",
            "Mul",
            "Neg",
            "Pow",
            "Reciprocal",
            "Relu",
            "Selu",
            "Sigmoid",
            "Sign",
            "Sin",
            "Softplus",
            "Softsign",
            "Sqrt",
            "Sub",
            "Tanh",
            "ThresholdedRelu");

    private final ConstantValues constants;
    private final Graph graph;
    private final Shapes shapes;
    private final Map<Integer, Site> layers;
    private final Site from;
    private final int width;
    private final Map<String, Place> places = new LinkedHashMap<>();
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
        this.layers = layers;
        this.from = from;
        this.width = from.shape().columns();
    }

    /**
     * Follows what a layer makes.
     *
     * @param layers the layers of the model by the nodes that they consist of
     */
    static Trace of(ConstantValues constants, Shapes shapes, Map<Integer, Site> layers, Site from) {
        Trace trace = new Trace(constants, shapes, layers, from);
        trace.reach(from.output(), Place.ROW);
        while (!trace.open.isEmpty() && trace.obstacle.isEmpty()) {
            trace.follow(trace.open.remove());
        }
        trace.mixing.forEach(trace::checkMixed);
        return trace;
    }

    Site from() {
        return from;
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
        } else if (ELEMENTWISE.contains(node.getOpType())) {
            linear &= isScaling(node, value);
            mixing.add(index);
            reach(node.getOutput(0), place);
        } else {
            switch (node.getOpType()) {
                case "Identity" -> reach(node.getOutput(0), place);
                case "Transpose" -> transpose(node, place);
                case "Reshape" -> reshape(index, place);
                case "MatMul" -> multiply(index, value, place);
                case "Shape" -> measure(node, value, place);
                default -> stop(node);
            }
        }
    }

    /** Whether a node multiplies with one constant. */
    private boolean isScaling(NodeProto node, String value) {
        return switch (node.getOpType()) {
            case "Neg" -> true;
            case "Mul" -> isNumber(node.getInput(node.getInput(0).equals(value) ? 1 : 0));
            case "Div" -> isNumber(node.getInput(1));
            default -> false;
        };
    }

    private boolean isNumber(String operand) {
        return constants
                .value(operand)
                .filter(constant -> constant.elements() == 1)
                .isPresent();
    }

    /** All operands of what is done to each number are the same numbers in the same place, or one constant for all. */
    private void checkMixed(int index) {
        NodeProto node = graph.nodes().get(index);
        Place place = places.get(node.getOutput(0));
        boolean alike = node.getInputList().stream()
                .filter(operand -> !operand.isEmpty())
                .allMatch(operand ->
                        places.containsKey(operand) ? places.get(operand).equals(place) : isNumber(operand));
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

    /** Of sizes, only those may be asked for that stay. */
    private void measure(NodeProto node, String value, Place place) {
        Attributes attributes = new Attributes(node);
        Optional<List<Long>> dims = shapes.of(value);
        boolean whole = attributes.integer("start", 0) == 0
                && attributes.integers("end").isEmpty();
        boolean stay = dims.isPresent()
                && whole
                && attributes.named("end").isEmpty()
                && !graph.isUsedElsewhere(node.getOutput(0))
                && graph.consumers(node.getOutput(0)).stream()
                        .allMatch(consumer ->
                                picks(graph.nodes().get(consumer), dims.get().size(), place));
        if (!stay) {
            stop("the model asks itself for its width");
        }
    }

    /** Whether a node takes single sizes, and not that of the axis along which the numbers lie. */
    private boolean picks(NodeProto node, int axes, Place place) {
        long inner = axes - place.inner();
        if (node.getOpType().equals("Gather")) {
            return constants
                    .value(node.getInput(1))
                    .map(ConstantValue::whole)
                    .filter(which -> which.stream().noneMatch(axis -> (axis < 0 ? axis + axes : axis) == inner))
                    .isPresent();
        }
        if (!node.getOpType().equals("Slice") || node.getInputCount() < 3 || node.getInputCount() > 4) {
            return false;
        }
        Optional<Long> from =
                constants.value(node.getInput(1)).map(all -> all.whole().get(0));
        Optional<Long> to =
                constants.value(node.getInput(2)).map(all -> all.whole().get(0));
        return from.isPresent()
                && to.isPresent()
                && !(inner >= absolute(from.get(), axes) && inner < absolute(to.get(), axes));
    }

    private static long absolute(long index, int axes) {
        return index < 0 ? index + axes : index;
    }

    private void reshape(int index, Place place) {
        NodeProto node = graph.nodes().get(index);
        Optional<Sizes> told = Sizes.of(constants, shapes, index);
        if (told.isEmpty()) {
            stop(node);
            return;
        }
        Sizes to = told.get();
        int more = to.count() - shapes.of(node.getInput(0)).map(List::size).orElse(to.count());
        List<Long> made = made(node, to, place, more);
        long last = size(made, 1);
        long heads = size(made, 2);
        boolean whole = place.equals(Place.ROW) || place.equals(new Place(1, 2));
        if (whole && last == width) {
            resized(to, 1);
            reach(node.getOutput(0), Place.ROW);
        } else if (place.equals(Place.ROW) && heads > 0 && last * heads == width && (groups == 1 || groups == heads)) {
            groups = (int) heads;
            resized(to, 1);
            reach(node.getOutput(0), new Place(1, 2));
        } else if (place.isSplit() && size(made, place.inner()) == width / groups) {
            resized(to, place.inner());
            int group = place.group() > 0 && size(made, place.group()) == groups
                    ? place.group()
                    : size(made, 3) == groups ? 3 : Place.HIDDEN;
            reach(node.getOutput(0), new Place(place.inner(), group));
        } else {
            stop(node);
        }
    }

    /**
     * Sizes of what a Reshape makes, -1 of those that are not known. One that follows from the others is known if a row
     * stays one, is divided into heads, or is put together of them again, as the number of axes says.
     */
    private List<Long> made(NodeProto node, Sizes told, Place place, int more) {
        List<Long> known = shapes.of(node.getOutput(0))
                .filter(dims -> dims.size() == told.count())
                .orElseGet(() -> Stream.generate(() -> -1L).limit(told.count()).toList());
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < told.count(); i++) {
            long size = told.entries().get(i).told();
            made.add(size > 0 ? size : known.get(i));
        }
        int rest = told.rest();
        if (rest > 0 && size(made, rest) < 0) {
            boolean row = place.equals(Place.ROW);
            boolean stays = rest == 1 && (row ? more == 0 : place.equals(new Place(1, 2)) && more == -1);
            long other = row && more == 1 && rest <= 2 ? size(made, 3 - rest) : -1;
            if (stays) {
                made.set(made.size() - 1, (long) width);
            } else if (other > 0 && width % other == 0) {
                made.set(made.size() - rest, width / other);
            }
        }
        return made;
    }

    private static long size(List<Long> dims, int axis) {
        return axis <= dims.size() ? dims.get(dims.size() - axis) : -1;
    }

    /** A size that goes with how many numbers there are: told by a constant, or what is left of the others. */
    private void resized(Sizes told, int axis) {
        Sizes.Entry entry = told.of(axis);
        if (entry.told() > 0 && entry.origin().isPresent()) {
            sizes.add(entry.origin().get());
        } else if (entry.told() != -1 && entry.told() != 0) {
            stop("sizes behind it are not told by constants of their own");
        }
    }
}
