package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.rewrite.Resizing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The sizes that a Reshape is told, one an axis, and where each is told.
 *
 * @param entries one an axis
 */
public record Sizes(List<Entry> entries) {
    /**
     * A size.
     *
     * @param told what is said: a size, 0 of one that is copied, -1 of one that follows from the others, -2 if it is not
     *     known before the model runs
     * @param origin where it is said, if it is a constant; a size that is known without is {@linkplain AskedSizes asked}
     */
    public record Entry(long told, Optional<Origin> origin) {}

    /**
     * Where a size is said.
     *
     * @param reader the Reshape
     * @param node the node that takes it: the Reshape, or what puts its sizes together
     * @param input which operand of the node
     * @param all the operand
     * @param at where in it
     */
    public record Origin(int reader, int node, int input, List<Long> all, int at) {
        /** The operand with another size. */
        Resizing.Operand with(long size) {
            List<Long> sizes = new ArrayList<>(all);
            sizes.set(at, size);
            return new Resizing.Operand(reader, node, input, List.of((long) sizes.size()), sizes);
        }
    }

    /** The sizes, if it is known how many there are: of a constant, or of pieces put together. */
    static Optional<Sizes> of(ConstantValues constants, Shapes shapes, AskedSizes asked, int reshape) {
        NodeProto node = constants.graph().nodes().get(reshape);
        if (node.getInputCount() < 2) {
            return Optional.empty();
        }
        boolean copies = new Attributes(node).integer("allowzero", 0) == 0;
        return told(constants, shapes, asked, reshape)
                .filter(sizes -> copies || sizes.entries().stream().noneMatch(entry -> entry.told() == 0));
    }

    private static Optional<Sizes> told(ConstantValues constants, Shapes shapes, AskedSizes asked, int reshape) {
        Graph graph = constants.graph();
        String told = graph.nodes().get(reshape).getInput(1);
        Optional<ConstantValue> constant = constants.value(told);
        if (constant.isPresent()) {
            return Optional.of(new Sizes(entries(reshape, reshape, 1, constant.get())));
        }
        if (graph.producer(told).isEmpty()) {
            return Optional.empty();
        }
        int concat = graph.producer(told).getAsInt();
        NodeProto pieces = graph.nodes().get(concat);
        return graph.isStandard(pieces) && pieces.getOpType().equals("Concat")
                ? pieces(constants, shapes, asked, reshape, concat)
                : Optional.empty();
    }

    private static Optional<Sizes> pieces(
            ConstantValues constants, Shapes shapes, AskedSizes asked, int reshape, int concat) {
        NodeProto pieces = constants.graph().nodes().get(concat);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < pieces.getInputCount(); i++) {
            String piece = pieces.getInput(i);
            Optional<ConstantValue> constant = constants.value(piece);
            if (constant.isPresent()) {
                entries.addAll(entries(reshape, concat, i, constant.get()));
                continue;
            }
            Optional<List<Long>> sizes = asked.of(piece)
                    .or(() -> shapes.of(piece)
                            .filter(dims -> dims.size() == 1 && dims.get(0) > 0)
                            .map(dims -> Collections.nCopies(dims.get(0).intValue(), AskedSizes.OTHER)));
            if (sizes.isEmpty()) {
                return Optional.empty();
            }
            sizes.get().forEach(size -> entries.add(new Entry(size, Optional.empty())));
        }
        return Optional.of(new Sizes(entries));
    }

    private static List<Entry> entries(int reader, int node, int input, ConstantValue constant) {
        List<Long> all = constant.whole();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            entries.add(new Entry(all.get(i), Optional.of(new Origin(reader, node, input, all, i))));
        }
        return entries;
    }

    /** What is told of an axis, counted from the last. */
    Entry of(int axis) {
        return entries.get(entries.size() - axis);
    }

    /** The axis, counted from the last, whose size follows from the others; 0 if there is none. */
    int rest() {
        return IntStream.rangeClosed(1, count())
                .filter(axis -> of(axis).told() == -1)
                .findFirst()
                .orElse(0);
    }

    int count() {
        return entries.size();
    }
}
