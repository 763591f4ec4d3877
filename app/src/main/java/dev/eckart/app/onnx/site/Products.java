package dev.eckart.app.onnx.site;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.site.Site.Finding;
import dev.eckart.app.onnx.site.Site.Operator;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;

/**
 * A Gemm, or a MatMul with what is added behind it, as a layer.
 *
 * @param constants what is known
 * @param index index of the node
 */
record Products(Constants constants, int index) {
    private NodeProto node() {
        return constants.graph().nodes().get(index);
    }

    Finding gemm() {
        NodeProto node = node();
        String name = Graph.name(node);
        Optional<TensorValues> weights = constants.value(node.getInput(1));
        if (weights.isEmpty()) {
            return Finding.left(name, "Gemm", "its weights are not constant");
        }
        TensorValues b = weights.get();
        if (!isMatrix(b, 2)) {
            return Finding.left(name, "Gemm", "its weights are no matrix of real numbers");
        }
        Sites.requireFinite(node, 1, b);
        Attributes attributes = new Attributes(node);
        Tensor w = scaled(matrix(b, attributes.integer("transB", 0) != 0), attributes.real("alpha", 1));
        boolean added = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
        Optional<Tensor> bias = added
                ? constants.value(node.getInput(2)).flatMap(c -> row(c, w.columns(), attributes.real("beta", 1)))
                : Optional.empty();
        if (added && bias.isEmpty()) {
            return Finding.left(name, "Gemm", "what it adds is not the same constant for each row");
        }
        return Finding.of(new Site(
                name,
                Operator.GEMM,
                node.getInput(0),
                node.getOutput(0),
                List.of(index),
                attributes.integer("transA", 0) != 0,
                List.of(),
                b.type(),
                constants.source(node.getInput(1)),
                new Factor(w, bias, Geometry.PRODUCT)));
    }

    /** Nothing of a product of two values, both made by the model as it runs: no layer. */
    Optional<Finding> matMul() {
        NodeProto node = node();
        String name = Graph.name(node);
        Optional<TensorValues> weights = constants.value(node.getInput(1));
        if (weights.isEmpty()) {
            return constants
                    .value(node.getInput(0))
                    .map(left -> Finding.left(name, "MatMul", "its constant is the left operand"));
        }
        TensorValues b = weights.get();
        int axes = b.dims().size();
        if (!isMatrix(b, Math.max(2, axes))) {
            return Optional.of(Finding.left(name, "MatMul", "its weights are no matrices of real numbers"));
        }
        Sites.requireFinite(node, 1, b);
        Tensor w = stacked(b);
        List<Long> stack = b.dims().subList(0, axes - 2);
        int blocks = stack.stream().reduce(1L, (x, y) -> x * y).intValue();
        Optional<Added> added = blocks == 1 ? added(w.columns()) : Optional.empty();
        return Optional.of(Finding.of(new Site(
                name,
                Operator.MATMUL,
                node.getInput(0),
                added.map(Added::output).orElse(node.getOutput(0)),
                added.map(add -> List.of(index, add.index())).orElse(List.of(index)),
                false,
                stack,
                b.type(),
                constants.source(node.getInput(1)),
                new Factor(w, added.map(Added::bias), new Geometry(blocks, Optional.empty())))));
    }

    /** An Add of a constant behind the product. */
    private record Added(int index, String output, Tensor bias) {}

    /** One that is all that becomes of the product. */
    private Optional<Added> added(int columns) {
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
                .flatMap(value -> row(value, columns, 1))
                .map(bias -> new Added(consumers.get(0), add.getOutput(0), bias));
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
    private static Optional<Tensor> row(TensorValues values, int columns, double factor) {
        int count = values.values().length;
        int axes = values.dims().size();
        boolean alongRow = count == columns && (axes == 0 || values.dims().get(axes - 1) == columns) && axes <= 2;
        boolean alike = count == 1 && axes <= 2;
        if (!values.type().isReal() || !alongRow && !alike) {
            return Optional.empty();
        }
        Tensor row = Tensors.zeros(Precision.FLOAT64, 1, columns);
        Tensors.fill(row, i -> factor * values.values()[alike ? 0 : i]);
        return Optional.of(row);
    }
}
