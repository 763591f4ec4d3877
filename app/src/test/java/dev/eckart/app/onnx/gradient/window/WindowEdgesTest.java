package dev.eckart.app.onnx.gradient.window;

import static dev.eckart.app.onnx.gradient.GradientCase.of;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.expression.SizedModel;
import dev.eckart.app.onnx.gradient.GradientCase;
import dev.eckart.app.onnx.gradient.GradientCheck;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows of which several places are largest, and nodes on images that no gradient goes through. */
class WindowEdgesTest {
    private static final int PLACES = 36;

    @ParameterizedTest
    @CsvSource({"2, 2, 7", "2, 2, 18", "3, 3, 12", "3, 1, 8", "3, 2, 12", "3, 2, 16", "2, 1, 18"})
    void equalPlacesOfAWindowGetNoMoreThanOne(int taps, int stride, int opset) {
        double[] rising = new double[PLACES];
        Arrays.setAll(rising, at -> at);
        double one = total(pooled(taps, stride, opset, rising));
        assertEquals(
                one, total(pooled(taps, stride, opset, new double[PLACES])), PLACES * Math.abs(one) * Math.ulp(1f));
    }

    private static GradientCase pooled(int taps, int stride, int opset, double... image) {
        return of("MaxPool")
                .single()
                .opset(opset)
                .input(image, 1, 1, 6, 6)
                .attributes("kernel_shape", taps, taps)
                .attributes("strides", stride, stride);
    }

    private static double total(GradientCase one) {
        return Arrays.stream(GradientCheck.of(one).gradients().get("x0").numbers())
                .sum();
    }

    @Test
    void equalPlacesOfAnImageShareTheGradient() {
        GradientCase one = of("GlobalMaxPool").single().input(new double[] {3, 1, 3, 3}, 1, 1, 4);
        double[] shares = GradientCheck.of(one).gradients().get("x0").numbers();
        assertEquals(0, shares[1], 0);
        assertEquals(shares[0], shares[2]);
        assertEquals(shares[0], shares[3]);
    }

    @Test
    void nodesWithoutAFormulaSayWhy() {
        GradientCase smoothed = sized().attribute("antialias", 1);
        GradientCase kept = sized().attribute("keep_aspect_ratio_policy", "not_larger");
        GradientCase turned = pooled(3, 2, 18, new double[PLACES]).attribute("storage_order", 1);
        GradientCase repeated =
                of("Pad").opset(19).input(2, 5).integers(0, -1, 0, 2).attribute("mode", "wrap");
        assertEquals(
                List.of(
                        "Resize, has no gradient here because it smooths what it makes smaller",
                        "Resize, has no gradient here because it keeps the ratio of the sizes",
                        "MaxPool, has no gradient here because its indices count columns first",
                        "Pad, has no gradient here because it repeats what is left of a cut"),
                List.of(why(smoothed), why(kept), why(turned), why(repeated)));
    }

    private static GradientCase sized() {
        return of("Resize")
                .single()
                .opset(18)
                .input(1, 1, 4, 4)
                .missing()
                .missing()
                .integers(1, 1, 2, 2)
                .attribute("mode", "linear");
    }

    private static String why(GradientCase one) {
        return GradientCheck.of(one).frozen().get("x0").replace("node 'node', ", "");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 30", "4, 1", "4, 100"})
    void weightsOfPartsOfTheChannelsAreThoseOfAll(long groups, long most) {
        OnnxModel model = new OnnxModel(
                Path.of("model.onnx").toAbsolutePath(),
                new ModelBuilder(3)
                        .input("image", 2, 4, 5, 5)
                        .input("windows", 2, 8, 3, 4)
                        .node("Identity", "same", List.of("image"), "made")
                        .output("made", 2, 4, 5, 5)
                        .build(10, 18));
        ExtendedGraph graph = ExtendedGraph.of(SizedModel.of(model, Bindings.OPEN));
        Expression image = graph.value("image");
        Expression windows = graph.value("windows");
        SlidingWindow window =
                new SlidingWindow(List.of(new WindowAxis(5, 3, 3, 1, 1, 0, 0), new WindowAxis(5, 4, 2, 1, 1, 0, 0)));
        Expression parts = new WindowProduct(image, windows, window, groups, most).weights();
        Expression whole = new WindowProduct(image, windows, window, groups, Long.MAX_VALUE / 4).weights();
        Map<String, Values> given = Map.of("image", normal(2, 4, 5, 5), "windows", normal(2, 8, 3, 4));
        try (OnnxSession session =
                OnnxSession.open(graph.model(Set.of(), List.of(parts, whole)), model.externalData(), 1)) {
            Map<String, Values> made = session.run(given, Set.of(parts.name(), whole.name()));
            assertArrayEquals(
                    made.get(whole.name()).numbers(), made.get(parts.name()).numbers(), 24 * 24 * Math.ulp(1f));
        }
    }

    private static Values normal(long... dims) {
        SplittableRandom random = new Seed(dims[1]).random();
        int count = (int) LongStream.of(dims).reduce(1, (a, b) -> a * b);
        return new Values(dims, random.doubles(count, -1, 1).toArray());
    }
}
