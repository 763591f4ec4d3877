package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
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
}
