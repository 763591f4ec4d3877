package dev.eckart.app.onnx.site;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.EinsumTerms;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.site.Site.Finding;
import dev.eckart.app.onnx.site.Site.Operator;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
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
        Optional<TensorValues> weights = constants.value(node.getInput(1));
        if (weights.isEmpty()) {
            return left(origins.obstacle(node.getInput(1)).orElse(Sites.NOT_CONSTANT));
        }
        TensorValues b = weights.get();
        if (!isMatrix(b, 2)) {
            return left("its weights are no matrix of real numbers");
        }
        Sites.requireFinite(node, 1, b);
        Attributes attributes = new Attributes(node);
        Tensor w = scaled(matrix(b, attributes.integer("transB", 0) != 0), attributes.real("alpha", 1));
        boolean added = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
        Optional<Tensor> bias = added
                ? constants
                        .value(node.getInput(2))
                        .flatMap(c -> row(c, List.of((long) w.columns()), attributes.real("beta", 1)))
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
                b.type(),
                constants.source(node.getInput(1)),
                new Factor(w, bias, Geometry.PRODUCT)));
    }

    /** Nothing of a product of two values, both made by the model as it runs: no layer. */
    Optional<Finding> matMul() {
        NodeProto node = node();
        Optional<TensorValues> weights = constants.value(node.getInput(1));
        if (weights.isEmpty()) {
            return notKnown(node.getInput(1))
                    .or(() -> isConstant(node.getInput(0))
                            ? Optional.of(left("its constant is the left operand"))
                            : Optional.empty());
        }
        if (isConstant(node.getInput(0))) {
            return Optional.of(left("both its operands are constant"));
        }
        TensorValues b = weights.get();
        int count = b.dims().size();
        if (!isMatrix(b, Math.max(2, count))) {
            return Optional.of(left("its weights are no matrices of real numbers"));
        }
        Sites.requireFinite(node, 1, b);
        List<Long> stack = b.dims().subList(0, count - 2);
        OptionalInt taken = stack.isEmpty() ? OptionalInt.of(2) : axes.apply(node.getInput(0));
        if (taken.isEmpty()) {
            return Optional.of(left("its weights are a stack, and whether a vector meets it is not known"));
        }
        Arrangement arrangement = Arrangement.ROWS.withStack(stack, taken.getAsInt() == 1);
        return Optional.of(
                layer(Operator.MATMUL, 1, b, arrangement, List.of(b.dims().get(count - 1))));
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
        TensorValues b = constants.value(node.getInput(constant)).orElseThrow();
        EinsumTerms terms = EinsumTerms.of(new Attributes(node).text("equation", ""));
        Optional<Equation> equation = Equation.of(terms, constant, b.dims());
        if (equation.isEmpty() || !isMatrix(b, b.dims().size())) {
            return Optional.of(left("its equation is no product of rows with matrices of real numbers"));
        }
        Sites.requireFinite(node, constant, b);
        Equation letters = equation.get();
        TensorValues matrices = new TensorValues(
                letters.matrixSizes(), b.type(), letters.matrices().elements(b.dims(), b.values()));
        Arrangement arrangement = letters.isMatMul() ? Arrangement.ROWS : Arrangement.ROWS.withEquation(letters);
        List<Long> added = letters.endsInAdded() ? letters.sizes(letters.added()) : List.of();
        return Optional.of(layer(Operator.EINSUM, constant, matrices, arrangement, added));
    }

    /** An operand that is no input and not made of one, but not known either. */
    private Optional<Finding> notKnown(String operand) {
        return origins.obstacle(operand).map(this::left);
    }

    private boolean isConstant(String operand) {
        return !origins.running().contains(operand);
    }

    /** The layer that a stack of matrices is, or one; {@code rows} are the last axes of what it makes, if those are a row. */
    private Finding layer(
            Operator operator, int weightsAt, TensorValues matrices, Arrangement arrangement, List<Long> row) {
        String input = node().getInput(1 - weightsAt);
        String weights = node().getInput(weightsAt);
        Tensor w = stacked(matrices);
        int blocks = arrangement.stack().stream().reduce(1L, (x, y) -> x * y).intValue();
        Optional<Added> added = blocks == 1 && !row.isEmpty() ? added(row, arrangement) : Optional.empty();
        return Finding.of(new Site(
                Graph.name(node()),
                operator,
                input,
                added.map(Added::output).orElse(node().getOutput(0)),
                added.map(add -> List.of(index, add.index())).orElse(List.of(index)),
                arrangement.withBias(added.map(Added::dims).orElse(List.of())),
                matrices.type(),
                constants.source(weights),
                new Factor(w, added.map(Added::bias), new Geometry(blocks, Optional.empty()))));
    }

    /** An Add of a constant behind the product. */
    private record Added(int index, String output, Tensor bias, List<Long> dims) {}

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

    private static boolean isMatrix(TensorValues values, int axes) {
        return values.type().isReal()
                && values.dims().size() == axes
                && values.dims().stream().allMatch(dim -> dim > 0);
    }

    private static Tensor matrix(TensorValues values, boolean transposed) {
        Tensor matrix = Tensors.wrap(
                values.dims().get(0).intValue(), values.dims().get(1).intValue(), values.values());
        return transposed ? Tensors.transpose(matrix) : matrix;
    }

    /** The matrices of a stack side by side. */
    private static Tensor stacked(TensorValues values) {
        int axes = values.dims().size();
        int rows = values.dims().get(axes - 2).intValue();
        int columns = values.dims().get(axes - 1).intValue();
        int matrices = values.values().length / (rows * columns);
        Tensor all = Tensors.zeros(Precision.FLOAT64, rows, matrices * columns);
        double[] from = values.values();
        double[] to = all.doublesToWrite();
        for (int i = 0; i < from.length; i++) {
            int matrix = i / (rows * columns);
            int row = i / columns % rows;
            to[(row * matrices + matrix) * columns + i % columns] = from[i];
        }
        return all;
    }

    private static Tensor scaled(Tensor matrix, double factor) {
        if (factor == 1) {
            return matrix;
        }
        Tensor scaled = Tensors.copy(matrix, Precision.FLOAT64);
        Tensors.fill(scaled, i -> factor * matrix.doubles()[i]);
        return scaled;
    }

    /** A constant that is added to each row alike, as long as one. */
    private static Optional<Tensor> row(TensorValues values, List<Long> row, double factor) {
        int columns = row.stream().reduce(1L, (x, y) -> x * y).intValue();
        int count = values.values().length;
        boolean alike = count == 1;
        boolean alongRow = count == columns && values.dims().equals(stretched(values.dims(), row));
        if (!values.type().isReal() || !alongRow && !alike) {
            return Optional.empty();
        }
        Tensor all = Tensors.zeros(Precision.FLOAT64, 1, columns);
        Tensors.fill(all, i -> factor * values.values()[alike ? 0 : i]);
        return Optional.of(all);
    }
}
