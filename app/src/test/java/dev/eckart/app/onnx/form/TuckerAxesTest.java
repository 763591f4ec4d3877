package dev.eckart.app.onnx.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.unit.Sites;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Which axes products are made along, and in which order. */
class TuckerAxesTest {
    /** A width alone does not say what a row was; the samples, or the model itself, do. */
    @Test
    void rowsOfWhichNothingIsKnownHaveNoAxes() {
        OnnxModel flat = new OnnxModel(
                Path.of("flat.onnx"),
                new ModelBuilder(1)
                        .input("x", "N", 60)
                        .output("y", "N", 7)
                        .weights("w", 60, 7)
                        .node("MatMul", "layer", List.of("x", "w"), "y")
                        .build(8, 13));
        assertEquals(List.of(), axes(flat, Map.of()));
        assertEquals(List.of(), axes(flat, Map.of("x", List.of(60L))));
        assertEquals(List.of(6, 10), axes(flat, Map.of("x", List.of(1L, 6L, 10L))));
        assertEquals(List.of(), axes(flat, Map.of("x", List.of(6L, 11L))));
    }

    /** In 64 bits ONNX Runtime has no convolution, as which products along most axes are written. */
    @Test
    void inDoublePrecisionThereAreNoAxes() {
        OnnxModel wide = new OnnxModel(
                Path.of("wide.onnx"),
                new ModelBuilder(1)
                        .input("x", DataType.DOUBLE, "N", 6, 10)
                        .output("y", DataType.DOUBLE, "N", 7)
                        .weights("w", DataType.DOUBLE, 1, 60, 7)
                        .node("Flatten", "", List.of("x"), "row")
                        .node("Gemm", "layer", List.of("row", "w"), "y")
                        .build(8, 13));
        assertEquals(List.of(), axes(wide, Map.of()));
    }

    /** Heads that are joined are no picture. */
    @Test
    void joinedHeadsHaveNoAxes() {
        OnnxModel heads = new OnnxModel(
                Path.of("heads.onnx"),
                new ModelBuilder(1)
                        .input("x", "N", 5, 4, 8)
                        .output("y", "N", 5, 7)
                        .weights("w", 32, 7)
                        .integers("sizes", 0, 0, 32)
                        .node("Reshape", "", List.of("x", "sizes"), "row")
                        .node("MatMul", "layer", List.of("row", "w"), "y")
                        .build(8, 13));
        assertEquals(List.of(), axes(heads, Map.of()));
    }

    private static List<Integer> axes(OnnxModel model, Map<String, List<Long>> samples) {
        Site site = Sites.of(model, () -> Shapes.declared(model.proto()), samples)
                .sites()
                .get(0);
        return site.arrangement().forms(site.shape()).axes();
    }

    /** Of all orders of the products along axes, that which multiplies least is taken. */
    @Test
    void theOrderOfTheProductsMultipliesLeast() {
        List<List<Integer>> orders = List.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0));
        List<Integer> sizes = List.of(24, 22, 10);
        for (List<Integer> widths : List.of(List.of(17, 13, 9), List.of(2, 21, 5), List.of(20, 4, 3))) {
            long least = orders.stream()
                    .mapToLong(order -> macs(sizes, widths, order))
                    .min()
                    .orElseThrow();
            List<Integer> taken = new TuckerSize(sizes, widths, OptionalInt.empty())
                    .products().stream().map(ModeProduct::axis).toList();
            assertEquals(least, macs(sizes, widths, taken), widths::toString);
        }
    }

    private static long macs(List<Integer> sizes, List<Integer> widths, List<Integer> order) {
        long numbers = sizes.stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b);
        long macs = 0;
        for (int axis : order) {
            macs += numbers * widths.get(axis);
            numbers = numbers / sizes.get(axis) * widths.get(axis);
        }
        return macs;
    }
}
