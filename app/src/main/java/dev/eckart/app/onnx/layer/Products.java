package dev.eckart.app.onnx.layer;

import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.layer.Site.Finding;
import dev.eckart.app.onnx.layer.Site.Operator;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.model.EinsumTerms;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A Gemm, or a MatMul or Einsum with what is added behind it, as a layer.
 *
 * @param constants what is known
 * @param origins why something is not known
 * @param axes how many axes a value has, if that is known
 * @param index index of the node
 */
record Products(Constants constants, WeightOrigins origins, Function<String, OptionalInt> axes, int index) {
    private NodeProto node() {
        return constants.graph().nodes().get(index);
    }

    private Finding left(String reason) {
        return Finding.left(Graph.name(node()), node().getOpType(), reason);
    }

    Finding gemm() {
        NodeProto node = node();
        Optional<Constant> weights = constants.value(node.getInput(1));
        if (weights.isEmpty()) {
            return left(origins.obstacle(node.getInput(1)).orElse(Sites.NOT_CONSTANT));
        }
        Constant b = weights.get();
        if (!isMatrix(b, 2)) {
            return left("its weights are no matrix of real numbers");
        }
        Attributes attributes = new Attributes(node);
        Constant w = (attributes.integer("transB", 0) != 0 ? b.reordered(AxisOrder.reversed(2)) : b)
                .scaled(attributes.real("alpha", 1));
        boolean added = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
        Optional<Constant> bias = added
                ? constants
                        .value(node.getInput(2))
                        .flatMap(c -> row(c, w.dims().subList(1, 2), attributes.real("beta", 1)))
                : Optional.empty();
        if (added && bias.isEmpty()) {
            return left(origins.obstacle(node.getInput(2))
                    .map(reason -> "of its bias: " + reason)
                    .orElse("what it adds is not the same constant for each row"));
        }
        return Finding.of(new Site(
                Graph.name(node),
                Operator.GEMM,
                node.getInput(0),
                node.getOutput(0),
                List.of(index),
                Arrangement.ROWS.withTransposed(attributes.integer("transA", 0) != 0),
                w,
                bias,
                Geometry.PRODUCT));
    }

    /** Nothing of a product of two values, both made by the model as it runs: no layer. */
    Optional<Finding> matMul() {
        NodeProto node = node();
        Optional<Constant> weights = constants.value(node.getInput(1));
        if (weights.isEmpty()) {
            return notKnown(node.getInput(1))
                    .or(() -> isConstant(node.getInput(0))
                            ? Optional.of(left("its constant is the left operand"))
                            : Optional.empty());
        }
        if (isConstant(node.getInput(0))) {
            return Optional.of(left("both its operands are constant"));
        }
        Constant b = weights.get();
        int count = b.dims().size();
        if (!isMatrix(b, Math.max(2, count))) {
            return Optional.of(left("its weights are no matrices of real numbers"));
        }
        List<Long> stack = b.dims().subList(0, count - 2);
        OptionalInt taken = stack.isEmpty() ? OptionalInt.of(2) : axes.apply(node.getInput(0));
        if (taken.isEmpty()) {
            return Optional.of(left("its weights are a stack, and whether a vector meets it is not known"));
        }
        Arrangement arrangement = Arrangement.ROWS.withStack(stack, taken.getAsInt() == 1);
        return Optional.of(layer(
                Operator.MATMUL, 1, sideBySide(b), arrangement, List.of(b.dims().get(count - 1))));
    }

    /** Nothing of a contraction without weights. */
    Optional<Finding> einsum() {
        NodeProto node = node();
        Optional<Integer> known = Stream.of(1, 0)
                .filter(i -> i < node.getInputCount()
                        && constants.value(node.getInput(i)).isPresent())
                .findFirst();
        if (known.isEmpty()) {
            return node.getInputList().stream()
                    .flatMap(input -> notKnown(input).stream())
                    .findFirst();
        }
        int constant = known.get();
        if (node.getInputCount() != 2 || isConstant(node.getInput(1 - constant))) {
            return Optional.of(left("it is no product of one value with constant weights"));
        }
        Constant b = constants.value(node.getInput(constant)).orElseThrow();
        EinsumTerms terms = EinsumTerms.of(new Attributes(node).text("equation", ""));
        Optional<Equation> equation = Equation.of(terms, constant, b.dims());
        if (equation.isEmpty() || !isMatrix(b, b.dims().size())) {
            return Optional.of(left("its equation is no product of rows with matrices of real numbers"));
        }
        Equation letters = equation.get();
        Constant matrix = b.reordered(letters.sideBySide()).reshaped(letters.matrixSizes());
        Arrangement arrangement = letters.isMatMul() ? Arrangement.ROWS : Arrangement.ROWS.withEquation(letters);
        List<Long> added = letters.endsInAdded() ? letters.sizes(letters.added()) : List.of();
        return Optional.of(layer(Operator.EINSUM, constant, matrix, arrangement, added));
    }

    /** An operand that is no input and not made of one, but not known either. */
    private Optional<Finding> notKnown(String operand) {
        return origins.obstacle(operand).map(this::left);
    }

    private boolean isConstant(String operand) {
        return !origins.running().contains(operand);
    }

    /** The matrices of a stack as one, side by side. */
    private static Constant sideBySide(Constant stack) {
        int matrices = stack.dims().size() - 2;
        List<Long> order = new ArrayList<>(AxisOrder.same(matrices).axes());
        order.add(0, (long) matrices);
        order.add(matrices + 1L);
        List<Long> sizes = stack.dims();
        long rows = sizes.get(matrices);
        return stack.reordered(new AxisOrder(order)).reshaped(List.of(rows, stack.elements() / rows));
    }

    /** The layer that a stack of matrices is, or one; {@code rows} are the last axes of what it makes, if those are a row. */
    private Finding layer(Operator operator, int weightsAt, Constant weights, Arrangement arrangement, List<Long> row) {
        String input = node().getInput(1 - weightsAt);
        int blocks = arrangement.stack().stream().reduce(1L, (x, y) -> x * y).intValue();
        Optional<Added> added = blocks == 1 && !row.isEmpty() ? added(row, arrangement) : Optional.empty();
        return Finding.of(new Site(
                Graph.name(node()),
                operator,
                input,
                added.map(Added::output).orElse(node().getOutput(0)),
                added.map(add -> List.of(index, add.index())).orElse(List.of(index)),
                arrangement.withBias(added.map(Added::dims).orElse(List.of())),
                weights,
                added.map(Added::bias),
                new Geometry(blocks, Optional.empty())));
    }

    /** An Add of a constant behind the product. */
    private record Added(int index, String output, Constant bias, List<Long> dims) {}

    /** One that is all that becomes of the product. */
    private Optional<Added> added(List<Long> row, Arrangement arrangement) {
        int most = arrangement.equation().map(Equation::fewestAxes).orElse(Integer.MAX_VALUE);
        Graph graph = constants.graph();
        String product = node().getOutput(0);
        List<Integer> consumers = graph.consumers(product);
        if (consumers.size() != 1 || graph.isUsedElsewhere(product)) {
            return Optional.empty();
        }
        NodeProto add = graph.nodes().get(consumers.get(0));
        if (!graph.isStandard(add)
                || !add.getOpType().equals("Add")
                || add.getAttributeCount() > 0
                || add.getInputCount() != 2) {
            return Optional.empty();
        }
        String other = add.getInput(add.getInput(0).equals(product) ? 1 : 0);
        return constants
                .value(other)
                .filter(value -> value.dims().size() <= most)
                .flatMap(value -> row(value, row, 1)
                        .map(bias ->
                                new Added(consumers.get(0), add.getOutput(0), bias, stretched(value.dims(), row))));
    }

    /** The sizes of a row behind as many axes of size 1 as what is added has more: the result keeps its shape. */
    private static List<Long> stretched(List<Long> dims, List<Long> row) {
        return Stream.concat(Collections.nCopies(Math.max(0, dims.size() - row.size()), 1L).stream(), row.stream())
                .toList();
    }

    private static boolean isMatrix(Constant values, int axes) {
        return values.dims().size() == axes && values.isReadable();
    }

    /** A constant that is added to each row alike, as long as one. */
    private static Optional<Constant> row(Constant value, List<Long> row, double factor) {
        long columns = Constant.elements(row);
        boolean alongRow = value.elements() == columns && value.dims().equals(stretched(value.dims(), row));
        if (!value.type().isReal() || !alongRow && value.elements() != 1) {
            return Optional.empty();
        }
        List<Long> all = List.of(1L, columns);
        return Optional.of((alongRow ? value.reshaped(all) : value.repeated(all)).scaled(factor));
    }
}
