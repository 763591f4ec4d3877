package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.layer.Equation;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What a layer takes and makes in the order of axes that products of rows with stacks of matrices have. */
final class Arranged {
    private Arranged() {}

    /** What goes into a layer. */
    static Values input(Site site, Values values) {
        return equation(site)
                .map(letters -> letters.taken(values.dims().length))
                .map(order -> rows(site, order, values, site.shape().rows()))
                .orElse(values);
    }

    /** What goes into the last of its factors. */
    static Values hidden(Site site, Values values) {
        return equation(site).map(letters -> rows(site, values, values.axis(1))).orElse(values);
    }

    /** What comes out of a layer. */
    static Values output(Site site, Values values) {
        int width = site.shape().blockOutputs();
        return equation(site)
                .map(letters -> rows(site, letters.made(values.dims().length), values, width))
                .orElseGet(() -> site.arrangement().vector() ? rows(site, values, width) : values);
    }

    private static Optional<Equation> equation(Site site) {
        return site.arrangement().equation();
    }

    private static Values rows(Site site, AxisOrder order, Values values, int width) {
        List<Long> sizes = Arrays.stream(values.dims()).boxed().toList();
        return rows(site, new Values(values.dims(), order.elements(sizes, values.numbers())), width);
    }

    /** The matrices of a stack in front, and all rows of one along a single axis. */
    private static Values rows(Site site, Values values, int width) {
        int rows = values.numbers().length / site.geometry().blocks() / width;
        return new Values(
                LongStream.concat(site.stack().stream().mapToLong(Long::longValue), LongStream.of(rows, width))
                        .toArray(),
                values.numbers());
    }
}
