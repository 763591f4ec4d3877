package dev.eckart.app.onnx.gradient.window;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gradients of the maximum of windows. Where several places of a window are largest, each gets an equal share, or the
 * first one all: both are subgradients.
 */
public final class MaximumGradients {
    /** From here on what goes to the same place can be added up there. */
    private static final long SCATTERS = 16;

    private MaximumGradients() {}

    /** Why a node of {@code MaxPool} has no gradient: its indices count columns first, or its numbers cannot be convolved. */
    public static Optional<String> obstacle(NodeGradient node) {
        if (node.attributes().integer("storage_order", 0) != 0) {
            return Optional.of("its indices count columns first");
        }
        boolean possible = node.graph().opset() >= SCATTERS || node.input(0).type() == DataType.FLOAT;
        return possible
                ? Optional.empty()
                : Optional.of(
                        "ONNX Runtime convolves no numbers of " + node.input(0).type());
    }

    /** The rule of {@code MaxPool}. */
    public static void maximum(NodeGradient node) {
        SlidingWindow window = PoolGradients.window(node);
        node.give(0, () -> {
            if (Spreading.isRepetition(node.output(), window)) {
                return sideBySide(node, window);
            }
            return node.graph().opset() < SCATTERS ? byTaps(node, window) : scattered(node);
        });
    }

    /** Each place compared with its window's maximum: three times as fast as to ask the operator where it was. */
    private static Expression sideBySide(NodeGradient node, SlidingWindow window) {
        Expression image = node.input(0);
        Expression largest =
                image.below(Spreading.repeated(node.output(), window)).not().cast(image.type());
        AttributeProto[] attributes = Stream.concat(
                        window.withoutDilations(),
                        Stream.of(
                                Attributes.ofIntegers("kernel_shape", window.each(WindowAxis::taps)),
                                Attributes.ofInteger("count_include_pad", 1)))
                .toArray(AttributeProto[]::new);
        Expression share = node.graph()
                .node(
                        "AveragePool",
                        List.of(largest),
                        image.type(),
                        node.output().dims(),
                        attributes)
                .times(window.product(WindowAxis::taps));
        return largest.times(Spreading.repeated(node.gradient().over(share), window));
    }

    private static Expression scattered(NodeGradient node) {
        Expression image = node.input(0);
        Expression places = node.output(1, DataType.INT64, node.output().dims());
        Expression zeros = image.number(0).expanded(List.of(image.elements()));
        Expression flat = node.gradient().reshaped(node.output().elements());
        return node.graph()
                .node(
                        "ScatterElements",
                        List.of(zeros, places.reshaped(flat.dims()), flat),
                        image.type(),
                        zeros.dims(),
                        Attributes.ofText("reduction", "add"))
                .reshaped(image.dims());
    }

    /** All taps of each window by a convolution of one kernel a tap, and back by its adjoint. */
    private static Expression byTaps(NodeGradient node, SlidingWindow window) {
        Expression image = Spreading.ofOneChannel(node.input(0));
        Expression made = Spreading.ofOneChannel(node.output());
        long taps = window.product(WindowAxis::taps);
        Expression kernels = kernels(node, window, taps);
        List<Long> sizes = new ArrayList<>(made.dims());
        sizes.set(1, taps);
        Expression seen = node.graph()
                .node(
                        "Conv",
                        List.of(image, kernels),
                        image.type(),
                        sizes,
                        window.attributes().toArray(AttributeProto[]::new));
        Expression largest = seen.below(made).not().cast(image.type()).times(within(node, window, sizes));
        Expression shares = Spreading.ofOneChannel(node.gradient()).over(largest.sum(List.of(1)));
        return ConvGradients.transposed(largest.times(shares), kernels, window, 1)
                .reshaped(node.input(0).dims());
    }

    private static Expression kernels(NodeGradient node, SlidingWindow window, long taps) {
        List<Long> sizes = new ArrayList<>(List.of(taps, 1L));
        sizes.addAll(window.each(WindowAxis::taps));
        double[] one = new double[(int) (taps * taps)];
        for (int tap = 0; tap < taps; tap++) {
            one[(int) (tap * taps) + tap] = 1;
        }
        return node.graph().constant(node.input(0).type(), sizes, one);
    }

    /** Which taps of which windows lie over the image: zeros of the padding are no maximum. */
    private static Expression within(NodeGradient node, SlidingWindow window, List<Long> sizes) {
        return node.graph().constant(node.input(0).type(), sizes.subList(1, sizes.size()), window.overImage());
    }
}
