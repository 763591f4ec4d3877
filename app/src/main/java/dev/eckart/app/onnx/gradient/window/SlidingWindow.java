package dev.eckart.app.onnx.gradient.window;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.AttributeProto;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The windows of a convolution or a pooling.
 *
 * @param axes how they lie along each axis of the image, without batch and channels
 */
public record SlidingWindow(List<WindowAxis> axes) {
    /** The windows of a node that takes the image. */
    static SlidingWindow over(Expression image, Attributes attributes, List<Long> taps, Expression windows) {
        SlidingWindow bare = bare(image, attributes, taps, windows);
        return switch (attributes.text("auto_pad", "NOTSET")) {
            case "SAME_UPPER" -> bare.spread(false);
            case "SAME_LOWER" -> bare.spread(true);
            case "VALID" -> bare;
            default -> bare.padded(attributes);
        };
    }

    /** The windows of a node that makes the image. */
    static SlidingWindow under(Expression image, Attributes attributes, List<Long> taps, Expression windows) {
        SlidingWindow bare = bare(image, attributes, taps, windows);
        String automatic = attributes.text("auto_pad", "NOTSET");
        if (automatic.equals("SAME_UPPER")) {
            return bare.spread(false);
        }
        return automatic.equals("SAME_LOWER")
                        || attributes.integers("output_shape").isPresent()
                ? bare.spread(true)
                : bare.padded(attributes);
    }

    private static SlidingWindow bare(Expression image, Attributes attributes, List<Long> taps, Expression windows) {
        return new SlidingWindow(IntStream.range(0, taps.size())
                .mapToObj(axis -> new WindowAxis(
                        image.dims().get(axis + 2),
                        windows.dims().get(axis + 2),
                        taps.get(axis),
                        attributes.integers("strides").map(all -> all.get(axis)).orElse(1L),
                        attributes
                                .integers("dilations")
                                .map(all -> all.get(axis))
                                .orElse(1L),
                        0,
                        0))
                .toList());
    }

    private SlidingWindow padded(Attributes attributes) {
        List<Long> pads = attributes.integers("pads").orElse(List.of());
        return pads.isEmpty()
                ? this
                : new SlidingWindow(IntStream.range(0, axes.size())
                        .mapToObj(axis -> axes.get(axis).padded(pads.get(axis), pads.get(axes.size() + axis)))
                        .toList());
    }

    /** Padding that is as much as the windows need, on both sides; an odd one more at the begin or the end. */
    private SlidingWindow spread(boolean moreBefore) {
        return new SlidingWindow(axes.stream()
                .map(axis -> {
                    long before = moreBefore ? axis.beyond() - axis.beyond() / 2 : axis.beyond() / 2;
                    return axis.padded(before, axis.beyond() - before);
                })
                .toList());
    }

    /** A number of each axis. */
    List<Long> each(ToLongFunction<WindowAxis> number) {
        return axes.stream().mapToLong(number).boxed().toList();
    }

    /** The product of a number of each axis. */
    long product(ToLongFunction<WindowAxis> number) {
        return axes.stream().mapToLong(number).reduce(1, (a, b) -> a * b);
    }

    /** Whether each place of the image that a window reaches is in one window alone. */
    boolean tiles() {
        return axes.stream().allMatch(WindowAxis::tiles);
    }

    /** Whether the windows are one place apart, none wholly in the padding. */
    boolean isDense() {
        return axes.stream()
                .allMatch(axis -> axis.stride() == 1
                        && axis.turned().begin() >= 0
                        && axis.turned().end() >= 0);
    }

    /** Whether each place of the image is a window of its own. */
    boolean isPointwise() {
        return axes.stream().allMatch(axis -> axis.taps() == 1 && axis.windows() == axis.padded());
    }

    /** The windows that lie over the positions of these, one for each place of the image. */
    SlidingWindow turned() {
        return new SlidingWindow(axes.stream().map(WindowAxis::turned).toList());
    }

    /** Strides, dilations and padding up to where the last window reaches. */
    Stream<AttributeProto> attributes() {
        return Stream.concat(
                withoutDilations(), Stream.of(Attributes.ofIntegers("dilations", each(WindowAxis::dilation))));
    }

    /** Strides and padding up to where the last window reaches. */
    Stream<AttributeProto> withoutDilations() {
        List<Long> pads = Stream.concat(each(WindowAxis::begin).stream(), each(WindowAxis::beyond).stream())
                .toList();
        return Stream.of(
                Attributes.ofIntegers("strides", each(WindowAxis::stride)), Attributes.ofIntegers("pads", pads));
    }

    /** Where each tap of each window lies in the padded image: taps x windows indices. */
    double[] places() {
        long[] taps = corners(WindowAxis::taps, WindowAxis::dilation);
        long[] windows = corners(WindowAxis::windows, WindowAxis::stride);
        return Arrays.stream(taps)
                .flatMap(tap -> Arrays.stream(windows).map(window -> tap + window))
                .asDoubleStream()
                .toArray();
    }

    private long[] corners(ToLongFunction<WindowAxis> count, ToLongFunction<WindowAxis> step) {
        long[] corners = {0};
        for (WindowAxis axis : axes) {
            corners = Arrays.stream(corners)
                    .flatMap(corner -> LongStream.range(0, count.applyAsLong(axis))
                            .map(i -> corner * axis.padded() + i * step.applyAsLong(axis)))
                    .toArray();
        }
        return corners;
    }

    /** Which taps of which windows lie over the image, not over its padding: taps x windows ones or zeros. */
    double[] overImage() {
        double[] image = products(WindowAxis::padded, WindowAxis::isImage);
        return Arrays.stream(places()).map(place -> image[(int) place]).toArray();
    }

    /** Of each window, one over how many of its taps lie over the image, or over its padding too. */
    double[] shares(boolean padding) {
        return products(WindowAxis::windows, (axis, window) -> 1.0 / axis.within(window, padding));
    }

    private double[] products(ToLongFunction<WindowAxis> count, ToDoubleBiFunction<WindowAxis, Long> number) {
        double[] products = {1};
        for (WindowAxis axis : axes) {
            products = Arrays.stream(products)
                    .flatMap(product -> LongStream.range(0, count.applyAsLong(axis))
                            .mapToDouble(at -> product * number.applyAsDouble(axis, at)))
                    .toArray();
        }
        return products;
    }
}
