package dev.eckart.app.onnx.expression;

import dev.eckart.app.onnx.model.Attributes;
import java.util.ArrayList;
import java.util.List;

/** Parts of values, and values that are parts of others: zeros elsewhere. */
public final class Pieces {
    /** From here on, where a piece begins and ends is told by inputs, and a piece can run backwards. */
    private static final int SLICE_BY_INPUTS = 10;

    private Pieces() {}

    /**
     * Successive elements along one axis.
     *
     * @param whole of which
     * @param axis index of the axis
     * @param from the first that is taken
     * @param to the first behind that is not
     * @return the piece; the whole itself if nothing is missing
     */
    public static Expression sliced(Expression whole, int axis, long from, long to) {
        if (from == 0 && to == whole.dims().get(axis)) {
            return whole;
        }
        List<Long> sizes = with(whole.dims(), axis, to - from);
        ExtendedGraph graph = whole.graph();
        List<List<Long>> where = List.of(List.of(from), List.of(to), List.of((long) axis));
        return graph.opset() < SLICE_BY_INPUTS
                ? graph.node(
                        "Slice",
                        List.of(whole),
                        whole.type(),
                        sizes,
                        Attributes.ofIntegers("starts", where.get(0)),
                        Attributes.ofIntegers("ends", where.get(1)),
                        Attributes.ofIntegers("axes", where.get(2)))
                : graph.node(
                        "Slice",
                        List.of(
                                whole,
                                graph.integers(where.get(0)),
                                graph.integers(where.get(1)),
                                graph.integers(where.get(2))),
                        whole.type(),
                        sizes);
    }

    /** The last first along an axis. Needs opset 10, as all do that can take a piece backwards. */
    public static Expression reversed(Expression whole, int axis) {
        ExtendedGraph graph = whole.graph();
        List<Expression> operands = List.of(
                whole,
                graph.integers(List.of(-1L)),
                graph.integers(List.of(Long.MIN_VALUE)),
                graph.integers(List.of((long) axis)),
                graph.integers(List.of(-1L)));
        return graph.node("Slice", operands, whole.type(), whole.dims());
    }

    /** Zeros before and behind along one axis. */
    public static Expression padded(Expression piece, int axis, long before, long behind) {
        List<Long> none = piece.dims().stream().map(size -> 0L).toList();
        return Places.padded(piece, with(none, axis, before), with(none, axis, behind));
    }

    /** Values one after the other along an axis. */
    public static Expression joined(List<Expression> pieces, int axis) {
        Expression first = pieces.get(0);
        long size = pieces.stream().mapToLong(piece -> piece.dims().get(axis)).sum();
        return first.graph()
                .node(
                        "Concat",
                        pieces,
                        first.type(),
                        with(first.dims(), axis, size),
                        Attributes.ofInteger("axis", axis));
    }

    /**
     * Elements added up where their indices say. {@code ScatterND} would be quicker, but loses terms where two threads of
     * ONNX Runtime add to the same element.
     *
     * @param updates what is added
     * @param indices places along one axis, of the sizes of the updates; negative ones count from the end
     * @param axis the axis
     * @param sizes of the result, zero where nothing is added
     * @return the sums; needs opset 16
     */
    public static Expression scattered(Expression updates, Expression indices, int axis, List<Long> sizes) {
        return updates.graph()
                .node(
                        "ScatterElements",
                        List.of(updates.number(0).expanded(sizes), indices, updates),
                        updates.type(),
                        sizes,
                        Attributes.ofInteger("axis", axis),
                        Attributes.ofText("reduction", "add"));
    }

    /** Sizes of which one is another. */
    public static List<Long> with(List<Long> sizes, int axis, long size) {
        List<Long> changed = new ArrayList<>(sizes);
        changed.set(axis, size);
        return changed;
    }
}
