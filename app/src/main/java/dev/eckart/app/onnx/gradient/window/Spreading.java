package dev.eckart.app.onnx.gradient.window;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.expression.Places;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What is said of windows, told to the places of the image that they lie over. */
final class Spreading {
    private Spreading() {}

    /**
     * Adds to each place of an image what is given to the windows that it lies in.
     *
     * @param windows batch x channels x positions of the window
     * @param window where they lie
     * @return batch x channels x sizes of the image
     */
    static Expression sum(Expression windows, SlidingWindow window) {
        if (isRepetition(windows, window)) {
            return repeated(windows, window);
        }
        List<Long> sizes = new ArrayList<>(Collections.nCopies(2, 1L));
        sizes.addAll(window.each(WindowAxis::taps));
        Expression ones = windows.graph().constant(windows.type(), sizes, 1);
        return ofOneChannel(ConvGradients.transposed(ofOneChannel(windows), ones, window, 1), windows);
    }

    /** Whether there is nothing to add, for the windows lie side by side. ONNX Runtime repeats numbers of float32. */
    static boolean isRepetition(Expression windows, SlidingWindow window) {
        return window.tiles() && windows.type() == DataType.FLOAT;
    }

    /** Of windows side by side: what is given to each, at all its places; zeros where none is. */
    static Expression repeated(Expression windows, SlidingWindow window) {
        List<Long> taps = window.each(WindowAxis::taps);
        List<Long> sizes = new ArrayList<>(windows.dims());
        double[] factors = new double[windows.rank()];
        for (int axis = 0; axis < factors.length; axis++) {
            factors[axis] = axis < 2 ? 1 : taps.get(axis - 2);
            sizes.set(axis, windows.dims().get(axis) * (long) factors[axis]);
        }
        return Places.padded(
                nearest(windows, sizes, factors),
                window.each(axis -> -axis.begin()),
                window.each(axis -> axis.left() - axis.beyond()));
    }

    /** By the operator of the model's version that repeats numbers. */
    private static Expression nearest(Expression value, List<Long> sizes, double... factors) {
        ExtendedGraph graph = value.graph();
        AttributeProto mode = Attributes.ofText("mode", "nearest");
        if (graph.opset() < 9) {
            List<Float> scales =
                    DoubleStream.of(factors).mapToObj(factor -> (float) factor).toList();
            return graph.node(
                    "Upsample", List.of(value), value.type(), sizes, mode, Attributes.ofReals("scales", scales));
        }
        Expression scales = graph.constant(DataType.FLOAT, List.of((long) factors.length), factors);
        if (graph.opset() < 11) {
            String operator = graph.opset() < 10 ? "Upsample" : "Resize";
            return graph.node(operator, List.of(value, scales), value.type(), sizes, mode);
        }
        Expression whole = graph.constant(DataType.FLOAT, List.of(0L));
        return graph.node(
                "Resize",
                List.of(value, whole, scales),
                value.type(),
                sizes,
                mode,
                Attributes.ofText("coordinate_transformation_mode", "asymmetric"),
                Attributes.ofText("nearest_mode", "floor"));
    }

    /** The channels as a batch, so that one kernel serves all; of what windows the others were made of. */
    static Expression ofOneChannel(Expression value) {
        List<Long> sizes = new ArrayList<>(value.dims());
        sizes.set(0, value.dims().get(0) * value.dims().get(1));
        sizes.set(1, 1L);
        return value.reshaped(sizes);
    }

    private static Expression ofOneChannel(Expression image, Expression windows) {
        return image.reshaped(Stream.concat(
                        windows.dims().subList(0, 2).stream(),
                        image.dims().stream().skip(2))
                .toList());
    }
}
