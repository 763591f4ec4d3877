package dev.eckart.app.modeljob.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.onnx.array.ArrayFile;
import dev.eckart.app.onnx.array.NpzWriter;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrayDataTest {
    private static final byte[] PIXELS = NpzWriter.npy(1, "|u1", false, "(2, 2)", new byte[] {0, 51, 102, -1});

    private final List<String> notes = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void bytesAreScaledAndTheDefaultIsSaid() {
        assertArrayEquals(new double[] {0, 0.2, 0.4, 1}, numbers(DataRequest.NONE, PIXELS));
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).contains("--scale"), notes::toString);
        assertArrayEquals(
                new double[] {0, 51, 102, 255}, numbers(DataRequest.NONE.withScale(PixelScale.of("raw")), PIXELS));
        assertEquals(1, notes.size());
    }

    @Test
    void aScaleIsForPixelsOnly() {
        DataRequest unit = DataRequest.NONE.withScale(PixelScale.of("unit"));
        byte[] reals = NpzWriter.floats(new double[] {0, 1, 2, 3}, 2, 2);
        assertTrue(assertThrows(ConfigurationException.class, () -> numbers(unit, reals))
                .getMessage()
                .startsWith("--scale"));
        byte[] integers = NpzWriter.npy(1, "<i2", false, "(2, 2)", new byte[] {0, 0, 51, 0, 102, 0, -1, 0});
        assertArrayEquals(new double[] {0, 0.2, 0.4, 1}, numbers(unit, integers));
        assertArrayEquals(new double[] {0, 51, 102, 255}, numbers(DataRequest.NONE, integers));
        byte[] beyond = NpzWriter.npy(1, "<i2", false, "(1, 2)", new byte[] {0, 0, 0, 1});
        assertTrue(assertThrows(OnnxException.class, () -> numbers(unit, beyond))
                .getMessage()
                .contains("256"));
    }

    private double[] numbers(DataRequest request, byte[] array) {
        Samples samples = samples(request, Map.of("x", array), port("x", -1, 2));
        return samples.batches(2).get(0).values().get("x").numbers();
    }

    private Samples samples(DataRequest request, Map<String, byte[]> arrays, Port... inputs) {
        Path file = NpzWriter.npz(directory.resolve("arrays.npz"), arrays);
        return ModelData.of(ArrayFile.open(file), request, notes::add).test(List.of(inputs));
    }

    /** One picture of 2 x 4 with three channels, of which the number is channel, row and column. */
    @Test
    void picturesAreTransposedOnRequestOnly() {
        double[] last = new double[24];
        for (int i = 0; i < last.length; i++) {
            last[i] = 100 * (i % 3) + 10 * (i / 12) + i / 3 % 4;
        }
        double[] first = IntStream.range(0, 24)
                .mapToDouble(i -> 100 * (i / 8) + 10 * (i / 4 % 2) + i % 4)
                .toArray();
        Map<String, byte[]> pictures = Map.of("x", NpzWriter.floats(last, 1, 2, 4, 3));
        Port channelsFirst = port("x", -1, 3, 2, 4);
        OnnxException e = assertThrows(OnnxException.class, () -> samples(DataRequest.NONE, pictures, channelsFirst));
        assertTrue(e.getMessage().contains("[1, 2, 4, 3]"), e::getMessage);
        assertTrue(e.getMessage().contains("[?, 3, 2, 4]"), e::getMessage);
        assertTrue(e.getMessage().contains("--layout nhwc"), e::getMessage);
        DataRequest nhwc = DataRequest.NONE.withLayout(Layout.NHWC);
        assertArrayEquals(first, read(samples(nhwc, pictures, channelsFirst)));
        assertArrayEquals(first, read(samples(nhwc, pictures, port("x", -1, 24))));
        assertArrayEquals(last, read(samples(nhwc, pictures, port("x", -1, 2, 4, 3))));
        assertArrayEquals(last, read(samples(DataRequest.NONE, pictures, port("x", -1, 24))));
        assertArrayEquals(first, read(samples(nhwc, pictures, port("x", -1, -1, -1, -1))));
        Map<String, byte[]> channels = Map.of("x", NpzWriter.floats(first, 1, 3, 2, 4));
        OnnxException other =
                assertThrows(OnnxException.class, () -> samples(DataRequest.NONE, channels, port("x", -1, 2, 4, 3)));
        assertTrue(other.getMessage().contains("--layout nchw"), other::getMessage);
        assertArrayEquals(
                last, read(samples(DataRequest.NONE.withLayout(Layout.NCHW), channels, port("x", -1, 2, 4, 3))));
        Map<String, byte[]> flat = Map.of("x", NpzWriter.floats(first, 1, 24));
        assertThrows(OnnxException.class, () -> samples(DataRequest.NONE, flat, channelsFirst));
        assertThrows(ConfigurationException.class, () -> samples(nhwc, flat, port("x", -1, 24)));
    }

    /** Two pictures of 1 x 2 with three channels; each channel has a mean and a deviation of its own, wherever it is. */
    @Test
    void eachChannelIsScaledByItsOwnNumbers() {
        DataRequest scaled = DataRequest.NONE.withScale(PixelScale.of("0,1,0.5,1,0.5,2"));
        byte[] channelsFirst = {0, -1, 0, -1, 0, -1, -1, 0, -1, 0, -1, 0};
        double[] expected = {0, 1, -2, 0, -0.25, 0.25, 1, 0, 0, -2, 0.25, -0.25};
        Map<String, byte[]> first = Map.of("x", NpzWriter.npy(1, "|u1", false, "(2, 3, 1, 2)", channelsFirst));
        assertArrayEquals(expected, all(samples(scaled, first, port("x", -1, 3, 1, 2))));
        byte[] channelsLast = {0, 0, 0, -1, -1, -1, -1, -1, -1, 0, 0, 0};
        Map<String, byte[]> last = Map.of("x", NpzWriter.npy(1, "|u1", false, "(2, 1, 2, 3)", channelsLast));
        assertArrayEquals(expected, all(samples(scaled.withLayout(Layout.NHWC), last, port("x", -1, 3, 1, 2))));
        double[] expectedLast = {0, -2, -0.25, 1, 0, 0.25, 1, 0, 0.25, 0, -2, -0.25};
        assertArrayEquals(expectedLast, all(samples(scaled, last, port("x", -1, 1, 2, 3))));
        Map<String, byte[]> flat = Map.of("x", NpzWriter.npy(1, "|u1", false, "(2, 6)", channelsFirst));
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> samples(scaled, flat, port("x", -1, 6)));
        assertTrue(e.getMessage().contains("3 channels"), e::getMessage);
    }

    private static double[] all(Samples samples) {
        return samples.batches(2).get(0).values().get("x").numbers();
    }

    private static double[] read(Samples samples) {
        return samples.batches(1).get(0).values().get("x").numbers();
    }

    /** Scalars, thresholds and texts are given whole, or set; what is set must be taken. */
    @Test
    void inputsThatAreNoSamplesAreGivenOrSet() {
        Port x = port("x", -1, 2);
        Port rate = port("rate");
        Map<String, byte[]> arrays = Map.of(
                "x",
                NpzWriter.floats(new double[] {1, 2, 3, 4}, 2, 2),
                "rate",
                NpzWriter.npy(1, "<f4", false, "()", new byte[] {0, 0, 0, 63}));
        Values given = samples(DataRequest.NONE, arrays, x, rate)
                .batches(2)
                .get(0)
                .values()
                .get("rate");
        assertArrayEquals(new double[] {0.5}, given.numbers());
        assertEquals(0, given.dims().length);
        DataRequest set = DataRequest.NONE.withValue("rate", "0.25");
        assertArrayEquals(
                new double[] {0.25},
                samples(set, arrays, x, rate)
                        .batches(2)
                        .get(0)
                        .values()
                        .get("rate")
                        .numbers());
        Port many = port("many", 2).along(OptionalInt.empty());
        DataRequest two = DataRequest.NONE.withValue("many", "1,-2");
        assertArrayEquals(
                new double[] {1, -2},
                samples(two, arrays, x, many)
                        .batches(2)
                        .get(0)
                        .values()
                        .get("many")
                        .numbers());
        Port text = new Port("word", Optional.empty(), List.of(-1L), List.of("N"), OptionalInt.of(0));
        Values words = samples(DataRequest.NONE.withValue("word", "a,b"), arrays, x, text)
                .batches(2)
                .get(0)
                .values()
                .get("word");
        assertArrayEquals(new String[] {"a,b", "a,b"}, words.asTexts());
        DataRequest wrong = DataRequest.NONE.withValue("rat", "1");
        assertTrue(assertThrows(OnnxException.class, () -> samples(wrong, arrays, x, rate))
                .getMessage()
                .contains("did you mean"));
        DataRequest word = DataRequest.NONE.withValue("rate", "much");
        assertTrue(assertThrows(OnnxException.class, () -> samples(word, arrays, x, rate))
                .getMessage()
                .contains("'much'"));
    }

    @Test
    void whatIsNotANumberIsFound() {
        Map<String, byte[]> arrays =
                Map.of("x", NpzWriter.floats(new double[] {1, Double.NEGATIVE_INFINITY, 3, Double.NaN}, 2, 2));
        Samples samples = samples(DataRequest.NONE, arrays, port("x", -1, 2));
        assertEquals(1, samples.slice(0, 1).batches(1).size());
        samples.slice(0, 1).batches(1).get(0).values();
        SampleBatch second = samples.slice(1, 2).batches(1).get(0);
        OnnxException e = assertThrows(OnnxException.class, second::values);
        assertEquals("sample 1 of input 'x' has NaN at position 1", e.getMessage());
        Port ids = new Port("x", DataType.INT32, List.of(-1L, 2L), List.of("", ""));
        Map<String, byte[]> halves = Map.of("x", NpzWriter.floats(new double[] {1, 2.5}, 1, 2));
        SampleBatch half = samples(DataRequest.NONE, halves, ids).batches(1).get(0);
        assertTrue(assertThrows(OnnxException.class, half::values).getMessage().contains("2.5"));
    }

    private static Port port(String name, long... dims) {
        return new Port(
                name,
                DataType.FLOAT,
                Arrays.stream(dims).boxed().toList(),
                Arrays.stream(dims).mapToObj(dim -> "").toList());
    }
}
