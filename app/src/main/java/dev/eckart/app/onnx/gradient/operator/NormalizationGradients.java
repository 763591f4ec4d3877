package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Broadcast;
import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Gradients of operators that standardise, then scale and shift. */
final class NormalizationGradients {
    private static final int SCALE = 1;
    private static final int SHIFT = 2;
    private static final int MEAN = 3;
    private static final int VARIANCE = 4;

    private NormalizationGradients() {}

    static void layer(NodeGradient node) {
        Expression x = node.input(0);
        List<Integer> axes = axes(node);
        if (x.type() != DataType.FLOAT) {
            // The operator gives statistics in float32 only.
            affine(node, Standardized.of(x, axes, epsilon(node)));
            return;
        }
        List<Long> dims = new ArrayList<>(x.dims());
        axes.forEach(axis -> dims.set(axis, 1L));
        Expression mean = node.output(1, DataType.FLOAT, dims);
        Expression inverse = node.output(2, DataType.FLOAT, dims);
        affine(node, new Standardized(x.minus(mean), inverse, axes, true));
    }

    static void rootMeanSquare(NodeGradient node) {
        affine(node, Standardized.scaled(node.input(0), axes(node), epsilon(node)));
    }

    private static List<Integer> axes(NodeGradient node) {
        int rank = node.input(0).rank();
        int first = Math.floorMod(node.attributes().integer("axis", -1), rank);
        return IntStream.range(first, rank).boxed().toList();
    }

    private static double epsilon(NodeGradient node) {
        return node.attributes().real("epsilon", 1e-5f);
    }

    private static void affine(NodeGradient node, Standardized standard) {
        node.give(0, () -> standard.back(node.gradient().times(node.input(SCALE))));
        node.give(SCALE, () -> node.gradient().times(standard.value()));
        node.give(SHIFT, node::gradient);
    }

    static void instance(NodeGradient node) {
        grouped(node, node.input(0).dims().get(1));
    }

    static void group(NodeGradient node) {
        grouped(node, node.attributes().integer("num_groups", 1));
    }

    /** As examples x groups x channels of a group x places; the scale is one of a group, or of a channel since opset 21. */
    private static void grouped(NodeGradient node, long groups) {
        Expression x = node.input(0);
        long channels = x.dims().get(1);
        long examples = x.dims().get(0);
        List<Long> sizes = List.of(examples, groups, channels / groups, x.elements() / (examples * channels));
        Expression scale = node.input(SCALE);
        List<Long> each = List.of(1L, groups, scale.elements() / groups, 1L);
        Standardized standard = Standardized.of(x.reshaped(sizes), List.of(2, 3), epsilon(node));
        Expression gradient = node.gradient().reshaped(sizes);
        node.give(0, () -> standard.back(gradient.times(scale.reshaped(each))).reshaped(x.dims()));
        node.give(
                SCALE,
                () -> Broadcast.summed(gradient.times(standard.value()), each).reshaped(scale.dims()));
        node.give(SHIFT, () -> Broadcast.summed(gradient, each).reshaped(scale.dims()));
    }

    /** Training makes more than one output before opset 14, and is an attribute since. */
    static Optional<String> ofBatch(NodeGradient node) {
        if (node.attributes().integer("training_mode", 0) == 1 || node.node().getOutputCount() > 1) {
            return Optional.of("it standardises by the batch that it is given");
        }
        return node.attributes().integer("spatial", 1) == 0
                ? Optional.of("each place has a scale of its own")
                : Optional.empty();
    }

    /** With given statistics, which are inputs like others. */
    static void batch(NodeGradient node) {
        Expression x = node.input(0);
        List<Long> channel = new ArrayList<>(Collections.nCopies(x.rank() - 1, 1L));
        channel.set(0, x.dims().get(1));
        Expression inverse = Standardized.inverseRoot(node.input(VARIANCE), epsilon(node));
        Expression factor = node.input(SCALE).times(inverse).reshaped(channel);
        Expression centred = x.minus(node.input(MEAN).reshaped(channel));
        Expression gradient = node.gradient();
        node.give(0, () -> gradient.times(factor));
        node.give(SCALE, () -> summed(gradient.times(centred), channel).times(inverse));
        node.give(SHIFT, () -> summed(gradient, channel));
        node.give(
                MEAN,
                () -> summed(gradient, channel)
                        .times(factor.reshaped(node.input(MEAN).dims()))
                        .mapped("Neg"));
        node.give(
                VARIANCE,
                () -> summed(gradient.times(centred), channel)
                        .times(factor.reshaped(node.input(MEAN).dims()))
                        .times(inverse.squared())
                        .times(-0.5));
    }

    private static Expression summed(Expression gradient, List<Long> channel) {
        return Broadcast.summed(gradient, channel).reshaped(channel.get(0));
    }
}
