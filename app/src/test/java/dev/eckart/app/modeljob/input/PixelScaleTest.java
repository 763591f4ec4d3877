package dev.eckart.app.modeljob.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.data.Pictures;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelScaleTest {
    private static final Pictures PICTURES =
            new Pictures(2, 2, 3, new byte[] {0, 1, 2, 3, 4, -1, 10, 20, 30, 40, 50, 60}, new byte[] {7, 1}, 10);

    @Test
    void pixelsBecomeWhatTheModelExpects() {
        assertEquals(255, scale("raw").of(255, 0));
        assertEquals(1, scale("unit").of(255, 0));
        assertEquals((128 / 255.0 - 0.1307) / 0.3081, scale("0.1307,0.3081").of(128, 0));
        assertEquals((128 / 255.0 + 0.5) / 2, scale(" -.5 , 2e0 ").of(128, 0));
        PixelScale each = scale("0.485,0.456,0.406,0.229,0.224,0.225");
        assertEquals(3, each.channels());
        assertEquals((128 / 255.0 - 0.456) / 0.224, each.of(128, 1));
    }

    private static PixelScale scale(String text) {
        return PixelScale.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rwa", "1", "0.1,0", "0.1,-1", "0.1,NaN", "1,2,3", "1,2,3,0", ",", "1,", "UNIT"})
    void whatIsNoScaleIsNone(String text) {
        assertTrue(PixelScale.parse(text).isEmpty());
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(new long[] {-1, 1, 2, 3}, new long[] {2, 1, 2, 3}),
                Arguments.of(new long[] {1, 1, 2, 3}, new long[] {2, 1, 2, 3}),
                Arguments.of(new long[] {-1, -1, -1, -1}, new long[] {2, 1, 2, 3}),
                Arguments.of(new long[] {-1, 2, 3, 1}, new long[] {2, 2, 3, 1}),
                Arguments.of(new long[] {-1, 2, 3}, new long[] {2, 2, 3}),
                Arguments.of(new long[] {-1, -1, -1}, new long[] {2, 2, 3}),
                Arguments.of(new long[] {-1, 6}, new long[] {2, 6}),
                Arguments.of(new long[] {-1, -1}, new long[] {2, 6}));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void picturesTakeTheFormOfTheInput(long[] input, long[] dims) {
        Samples samples = new PictureArray(PICTURES, PixelScale.of("raw"), Augmentation.NONE)
                .samples(List.of(port(input)), Map.of());
        assertArrayEquals(dims, samples.arrays().get("x").dims());
        assertArrayEquals(
                new double[] {0, 1, 2, 3, 4, 255},
                samples.arrays().get("x").read(0, 1).numbers());
        assertArrayEquals(new int[] {7, 1}, samples.labels().orElseThrow().classes());
        assertArrayEquals(
                new double[] {10, 20, 30, 40, 50, 60},
                samples.slice(1, 2).arrays().get("x").read(0, 1).numbers());
    }

    @Test
    void picturesThatDoNotFitAreRefused() {
        PictureArray array = new PictureArray(PICTURES, PixelScale.UNIT, Augmentation.NONE);
        OnnxException colours = assertThrows(
                OnnxException.class, () -> array.samples(List.of(port(new long[] {-1, 3, 2, 3})), Map.of()));
        assertTrue(colours.getMessage().contains("[?, 3, 2, 3]"), colours::getMessage);
        List<Port> two = List.of(port(new long[] {-1, 6}), port(new long[] {-1, 6}));
        assertThrows(OnnxException.class, () -> array.samples(two, Map.of()));
    }

    private static Port port(long[] dims) {
        return new Port(
                "x",
                DataType.FLOAT,
                Arrays.stream(dims).boxed().toList(),
                Arrays.stream(dims).mapToObj(dim -> "").toList());
    }
}
