package dev.eckart.app.onnx.gradient.window;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.Places;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.AttributeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Gradients of convolutions and their transposes: each is the other's adjoint. */
public final class ConvGradients {
    /** How many more numbers a convolution may copy than its transpose adds up and still be as fast, as measured. */
    private static final double DEARER = 1.5;

    private ConvGradients() {}

    /** The rule of {@code Conv}. */
    public static void conv(NodeGradient node) {
        Expression image = node.input(0);
        SlidingWindow window = SlidingWindow.over(image, node.attributes(), taps(node), node.output());
        long groups = groups(node);
        node.give(0, () -> transposed(node.gradient(), node.input(1), window, groups));
        weightsAndBias(node, image, node.gradient(), window);
    }

    /** The rule of {@code ConvTranspose}. */
    public static void convTranspose(NodeGradient node) {
        Expression image = node.gradient();
        SlidingWindow window = SlidingWindow.under(image, node.attributes(), taps(node), node.input(0));
        AttributeProto[] attributes = Stream.concat(
                        window.attributes(), Stream.of(Attributes.ofInteger("group", groups(node))))
                .toArray(AttributeProto[]::new);
        node.give(
                0,
                () -> node.graph()
                        .node(
                                "Conv",
                                List.of(image, node.input(1)),
                                image.type(),
                                node.input(0).dims(),
                                attributes));
        weightsAndBias(node, image, node.input(0), window);
    }

    private static List<Long> taps(NodeGradient node) {
        return node.input(1).dims().subList(2, node.input(1).rank());
    }

    private static long groups(NodeGradient node) {
        return node.attributes().integer("group", 1);
    }

    /**
     * What windows give to the places of an image that they lie over.
     *
     * @param windows batch x channels x positions of the window
     * @param weights channels x channels of the image in a group x taps
     * @param window where the windows lie
     * @param groups of channels
     * @return batch x channels of the image x its sizes
     */
    static Expression transposed(Expression windows, Expression weights, SlidingWindow window, long groups) {
        long channels = weights.dims().get(1) * groups;
        double copied =
                (double) window.product(WindowAxis::image) * windows.dims().get(1);
        double added = (double) window.product(WindowAxis::windows) * channels;
        return window.isPointwise() || window.isDense() && copied < DEARER * added
                ? turned(windows, weights, window, groups)
                : strewn(windows, weights, window, groups);
    }

    /** Of windows one place apart: a convolution with the taps in turned order. */
    private static Expression turned(Expression windows, Expression weights, SlidingWindow window, long groups) {
        long inner = weights.dims().get(1);
        long outer = weights.dims().get(0) / groups;
        long taps = window.product(WindowAxis::taps);
        double[] backwards =
                LongStream.range(0, taps).mapToDouble(tap -> taps - 1.0 - tap).toArray();
        List<Long> kernel = new ArrayList<>(List.of(inner * groups, outer));
        kernel.addAll(window.each(WindowAxis::taps));
        Expression turned = Places.gathered(weights.reshaped(groups, outer, inner, taps), 3, List.of(taps), backwards)
                .transposed(List.of(0L, 2L, 1L, 3L))
                .reshaped(kernel);
        List<Long> sizes = new ArrayList<>(List.of(windows.dims().get(0), inner * groups));
        sizes.addAll(window.each(WindowAxis::image));
        AttributeProto[] attributes = Stream.concat(
                        window.turned().attributes(), Stream.of(Attributes.ofInteger("group", groups)))
                .toArray(AttributeProto[]::new);
        return windows.graph().node("Conv", List.of(windows, turned), windows.type(), sizes, attributes);
    }

    /** Of any windows, by the operator that is made for it; ONNX Runtime adds up on one thread. */
    private static Expression strewn(Expression windows, Expression weights, SlidingWindow window, long groups) {
        List<Long> sizes =
                new ArrayList<>(List.of(windows.dims().get(0), weights.dims().get(1) * groups));
        sizes.addAll(window.each(WindowAxis::image));
        AttributeProto[] attributes = Stream.concat(
                        window.attributes(),
                        Stream.of(
                                Attributes.ofInteger("group", groups),
                                Attributes.ofIntegers("output_padding", window.each(WindowAxis::left))))
                .toArray(AttributeProto[]::new);
        return windows.graph().node("ConvTranspose", List.of(windows, weights), windows.type(), sizes, attributes);
    }

    private static void weightsAndBias(NodeGradient node, Expression image, Expression windows, SlidingWindow window) {
        node.give(
                1,
                () -> new WindowProduct(image, windows, window, groups(node), WindowProduct.SOME)
                        .weights()
                        .reshaped(node.input(1).dims()));
        node.give(2, () -> {
            List<Integer> axes = IntStream.range(0, node.output().rank())
                    .filter(axis -> axis != 1)
                    .boxed()
                    .toList();
            return node.gradient().sum(axes).reshaped(node.input(2).dims());
        });
    }
}
