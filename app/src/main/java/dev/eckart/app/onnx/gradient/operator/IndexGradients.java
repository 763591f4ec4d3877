package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.Pieces;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Gradients of operators that take elements, or put them, where indices say. */
final class IndexGradients {
    /** From here on elements that have the same place can be added up. */
    private static final int ADDED_UP = 16;

    /** From here on indices can be compared, and from 11 on negative ones count from the end. */
    private static final int COMPARED = 9;

    private IndexGradients() {}

    /** What was taken goes back where it came from; what was taken more than once adds up. */
    static void gather(NodeGradient node) {
        List<Long> dims = node.input(0).dims();
        int axis = node.axis("axis", 0, dims.size());
        Expression indices = node.input(1);
        Optional<double[]> known = node.numbers(1);
        List<Long> taken = Pieces.with(dims, axis, indices.elements());
        node.give(0, () -> {
            Expression gradient = node.gradient().reshaped(taken);
            if (indices.elements() == 1 && known.isPresent()) {
                long size = dims.get(axis);
                long place = Math.floorMod((long) known.get()[0], size);
                return Pieces.padded(gradient, axis, place, size - 1 - place);
            }
            return node.graph().opset() < ADDED_UP
                    ? product(gradient, indices, axis, dims)
                    : Pieces.scattered(gradient, along(indices, axis, taken), axis, dims);
        });
    }

    private static Expression along(Expression indices, int axis, List<Long> sizes) {
        List<Long> ones = sizes.stream().map(size -> 1L).toList();
        return indices.reshaped(Pieces.with(ones, axis, indices.elements())).expanded(sizes);
    }

    /** A product with a matrix that has a column for each index, with a one at its place. */
    private static Expression product(Expression gradient, Expression indices, int axis, List<Long> dims) {
        long size = dims.get(axis);
        long before = dims.subList(0, axis).stream().reduce(1L, (a, b) -> a * b);
        Expression places = gradient.graph()
                .constant(
                        indices.type(),
                        List.of(size, 1L),
                        LongStream.range(0, size).asDoubleStream().toArray());
        Expression row = wrapped(indices, indices.number(size)).reshaped(1, indices.elements());
        Expression chosen = places.same(row).cast(gradient.type());
        long behind = gradient.elements() / before / indices.elements();
        return chosen.matMul(gradient.reshaped(before, indices.elements(), behind))
                .reshaped(dims);
    }

    /** Indices from the start. */
    private static Expression wrapped(Expression indices, Expression sizes) {
        return indices.graph().opset() < COMPARED
                ? indices
                : indices.below(indices.number(0)).choose(indices.plus(sizes), indices);
    }

    static void gatherElements(NodeGradient node) {
        List<Long> dims = node.input(0).dims();
        int axis = node.axis("axis", 0, dims.size());
        node.give(0, () -> Pieces.scattered(node.gradient(), node.input(1), axis, dims));
    }

    /** Of what adds up elements of the same place. */
    static Optional<String> cannotAddUp(NodeGradient node) {
        return node.graph().opset() < ADDED_UP
                ? Optional.of("opset " + node.graph().opset()
                        + " cannot add up what was taken twice; export with opset " + ADDED_UP + " or later")
                : Optional.empty();
    }

    /** The axes that an index goes through become one, with places numbered row by row. */
    static void gatherNd(NodeGradient node) {
        List<Long> dims = node.input(0).dims();
        Expression indices = node.input(1);
        int batch = (int) node.attributes().integer("batch_dims", 0);
        int last = indices.rank() - 1;
        int through = batch + indices.dims().get(last).intValue();
        List<Long> indexed = dims.subList(batch, through);
        long each = elements(indexed);
        Expression sizes = node.graph().integers(indexed);
        Expression strides = node.graph()
                .integers(LongStream.range(0, indexed.size())
                        .mapToObj(axis -> elements(indexed.subList((int) axis + 1, indexed.size())))
                        .toList());
        long samples = elements(dims.subList(0, batch));
        Expression starts = node.graph()
                .constant(
                        DataType.INT64,
                        List.of(samples, 1L),
                        LongStream.range(0, samples).mapToDouble(i -> i * each).toArray());
        long count = indices.elements() / indexed.size();
        node.give(0, () -> {
            Expression places = wrapped(indices, sizes).times(strides).sum(List.of(last));
            Expression rows = places.reshaped(samples, count / samples).plus(starts);
            List<Long> table = List.of(samples * each, elements(dims.subList(through, dims.size())));
            List<Long> taken = Pieces.with(table, 0, count);
            return Pieces.scattered(node.gradient().reshaped(taken), along(rows, 0, taken), 0, table)
                    .reshaped(dims);
        });
    }

    private static long elements(List<Long> sizes) {
        return sizes.stream().reduce(1L, (a, b) -> a * b);
    }

    static void scatterElements(NodeGradient node) {
        int axis = node.axis("axis", 0, node.input(0).rank());
        put(node, "ScatterElements", "GatherElements", Attributes.ofInteger("axis", axis));
    }

    static void scatterNd(NodeGradient node) {
        put(node, "ScatterND", "GatherND");
    }

    /** To elements that others were put over nothing flows; where those were added, all does. */
    private static void put(NodeGradient node, String put, String take, AttributeProto... attributes) {
        Expression gradient = node.gradient();
        Expression indices = node.input(1);
        Expression updates = node.input(2);
        node.give(0, () -> {
            List<Expression> zeros = List.of(gradient, indices, updates.filled(0));
            return reduction(node).equals("none")
                    ? node.graph().node(put, zeros, gradient.type(), gradient.dims(), attributes)
                    : gradient;
        });
        node.give(
                2,
                () -> node.graph().node(take, List.of(gradient, indices), gradient.type(), updates.dims(), attributes));
    }

    private static String reduction(NodeGradient node) {
        return node.attributes().text("reduction", "none");
    }

    /** Of what puts neither over others nor adds. */
    static Optional<String> neitherPutsNorAdds(NodeGradient node) {
        return List.of("none", "add").contains(reduction(node))
                ? Optional.empty()
                : Optional.of("its reduction is '" + reduction(node) + "'");
    }
}
