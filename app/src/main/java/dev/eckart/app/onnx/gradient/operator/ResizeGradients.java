package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.model.Attributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** Gradients of resizing: along each axis a product with the weights of interpolation, turned. */
final class ResizeGradients {
    private static final Set<String> MODES = Set.of("nearest", "linear", "bilinear", "cubic");
    private static final int REGION = 1;
    private static final int SCALES = 2;
    private static final int SIZES = 3;

    private ResizeGradients() {}

    static Optional<String> obstacle(NodeGradient node) {
        Attributes attributes = node.attributes();
        if (!MODES.contains(attributes.text("mode", "nearest"))) {
            return Optional.of("of its mode");
        }
        if (attributes.integer("antialias", 0) != 0) {
            return Optional.of("it smooths what it makes smaller");
        }
        if (!attributes.text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
            return Optional.of("it keeps the ratio of the sizes");
        }
        if (isCropped(node) && node.numbers(REGION).isEmpty()) {
            return Optional.of("the part that it resizes is not the same in every run");
        }
        return scales(node).isEmpty()
                ? Optional.of("by how much it resizes is not the same in every run")
                : Optional.empty();
    }

    static void resize(NodeGradient node) {
        boolean first = node.graph().opset() < 11 || node.node().getOpType().equals("Upsample");
        Interpolation interpolation =
                first ? Interpolation.first(node.attributes()) : Interpolation.of(node.attributes());
        double[] scales = scales(node).orElseThrow();
        List<Integer> axes = axes(node);
        node.give(0, () -> {
            Expression gradient = node.gradient();
            for (int i = axes.size() - 1; i >= 0; i--) {
                Interpolation.Axis axis = new Interpolation.Axis(
                        node.input(0).dims().get(axes.get(i)).intValue(),
                        node.output().dims().get(axes.get(i)).intValue(),
                        (float) scales[i],
                        bound(node, i),
                        bound(node, axes.size() + i));
                gradient = new AxisMap(axes.get(i), interpolation.weights(axis)).gradient(gradient);
            }
            return gradient;
        });
    }

    private static boolean isCropped(NodeGradient node) {
        return node.attributes().text("coordinate_transformation_mode", "").equals(Interpolation.CROP);
    }

    private static float bound(NodeGradient node, int index) {
        return isCropped(node) ? (float) node.numbers(REGION).orElseThrow()[index] : 0;
    }

    private static List<Integer> axes(NodeGradient node) {
        int rank = node.input(0).rank();
        return node
                .attributes()
                .integers("axes")
                .orElse(LongStream.range(0, rank).boxed().toList())
                .stream()
                .map(axis -> Math.floorMod(axis.intValue(), rank))
                .toList();
    }

    /** How many times larger each of the axes becomes. */
    private static Optional<double[]> scales(NodeGradient node) {
        if (node.graph().opset() < 9) {
            return node.attributes()
                    .named("scales")
                    .map(found -> found.getFloatsList().stream()
                            .mapToDouble(Float::doubleValue)
                            .toArray());
        }
        if (node.graph().opset() < 11) {
            return node.numbers(1);
        }
        if (node.has(SIZES)) {
            return Optional.of(axes(node).stream()
                    .mapToDouble(axis -> (float) node.output().dims().get(axis)
                            / node.input(0).dims().get(axis))
                    .toArray());
        }
        return node.numbers(SCALES);
    }
}
