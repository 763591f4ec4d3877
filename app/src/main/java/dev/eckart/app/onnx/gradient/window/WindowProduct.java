package dev.eckart.app.onnx.gradient.window;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.Pieces;
import dev.eckart.app.onnx.expression.Places;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What each weight of a convolution is multiplied with, summed over all positions of the window and the batch: a product of
 * all that the taps lie over, which is copied for it, and all that is said of the windows. The batch is the last axis of both,
 * so that what one tap lies over is copied a row of the batch at a time.
 *
 * @param image batch x channels x sizes of the image
 * @param windows batch x channels x positions of the window
 * @param window where the windows lie
 * @param groups of channels
 * @param most numbers that are copied at a time, if parts of the channels can be so small
 */
record WindowProduct(Expression image, Expression windows, SlidingWindow window, long groups, long most) {
    /** 16 MB of float32: less is not faster. */
    static final long SOME = 1L << 22;

    /** Rows of the batch so short that it is faster to copy rows of the image first. */
    private static final long SHORT = 16;

    /** Channels of the windows x channels of the image in a group x taps. */
    Expression weights() {
        Expression padded = Places.padded(image, window.each(WindowAxis::begin), window.each(WindowAxis::beyond));
        Expression places = batchLast(padded).reshaped(channels(), window.product(WindowAxis::padded), batch());
        Expression given = batchLast(windows).reshaped(groups, windows.dims().get(1) / groups, terms());
        int parts = parts();
        List<Expression> products = IntStream.range(0, parts)
                .mapToObj(part -> product(piece(places, part, parts), groups == 1 ? given : piece(given, part, parts)))
                .toList();
        return (parts == 1 ? products.get(0) : Pieces.joined(products, groups == 1 ? 1 : 0)).turned();
    }

    /** Of some of the groups, or of some channels of the only one. */
    private Expression product(Expression places, Expression given) {
        long some = given.dims().get(0);
        long rows = places.dims().get(0) / some * window.product(WindowAxis::taps);
        return taps(places).reshaped(some, rows, terms()).matMul(given.turned());
    }

    private Expression taps(Expression places) {
        if (window.isPointwise()) {
            return places;
        }
        WindowAxis last = window.axes().get(window.axes().size() - 1);
        if (batch() >= SHORT || last.stride() > 1) {
            List<Long> sizes = List.of(window.product(WindowAxis::taps), window.product(WindowAxis::windows));
            return Places.gathered(places, 1, sizes, window.places());
        }
        SlidingWindow outer =
                new SlidingWindow(window.axes().subList(0, window.axes().size() - 1));
        long size = outer.product(WindowAxis::padded);
        Expression rows = places.reshaped(places.dims().get(0), size, last.padded(), batch());
        List<Expression> moved = LongStream.range(0, last.taps())
                .map(tap -> tap * last.dilation())
                .mapToObj(at -> Pieces.sliced(rows, 2, at, at + last.windows()))
                .toList();
        return Places.gathered(
                Pieces.joined(moved, 1),
                1,
                List.of(outer.product(WindowAxis::taps), last.taps(), outer.product(WindowAxis::windows)),
                places(outer, last.taps()));
    }

    /** Where rows lie among those that each tap along the last axis has of its own. */
    private static double[] places(SlidingWindow outer, long lastTaps) {
        double[] all = outer.places();
        int windows = (int) outer.product(WindowAxis::windows);
        return IntStream.range(0, all.length / windows)
                .boxed()
                .flatMap(tap -> LongStream.range(0, lastTaps)
                        .mapToObj(last -> IntStream.range(0, windows)
                                .mapToDouble(at -> last * outer.product(WindowAxis::padded) + all[tap * windows + at])))
                .flatMapToDouble(row -> row)
                .toArray();
    }

    private static Expression piece(Expression value, long part, long parts) {
        long size = value.dims().get(0) / parts;
        return Pieces.sliced(value, 0, part * size, (part + 1) * size);
    }

    private int parts() {
        if (window.isPointwise()) {
            return 1;
        }
        long whole = groups == 1 ? channels() : groups;
        long copied = channels() * window.product(WindowAxis::taps) * terms();
        return (int) LongStream.rangeClosed(1, whole)
                .filter(parts -> whole % parts == 0 && (copied <= most * parts || parts == whole))
                .findFirst()
                .orElseThrow();
    }

    private long channels() {
        return image.dims().get(1);
    }

    private long batch() {
        return image.dims().get(0);
    }

    private long terms() {
        return window.product(WindowAxis::windows) * batch();
    }

    private static Expression batchLast(Expression value) {
        return value.transposed(LongStream.rangeClosed(1, value.rank())
                .map(axis -> axis % value.rank())
                .boxed()
                .toList());
    }
}
