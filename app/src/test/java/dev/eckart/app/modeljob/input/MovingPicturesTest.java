package dev.eckart.app.modeljob.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.Pictures;
import dev.eckart.app.onnx.ArraysFile;
import dev.eckart.app.onnx.array.ArrayFile;
import dev.eckart.app.onnx.array.NpzWriter;
import dev.eckart.app.onnx.array.Variation;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovingPicturesTest {
    private static final int COUNT = 6;
    private static final int HEIGHT = 7;
    private static final int WIDTH = 9;
    private static final int SIZE = HEIGHT * WIDTH;
    private static final Augmentation MOVES = new Augmentation(2, 30);
    private static final Variation WHOLE = new Variation(new Seed(4).split(1), 1);

    @TempDir
    private Path directory;

    private static byte[] random(int count) {
        byte[] pixels = new byte[count];
        new SplittableRandom(7).nextBytes(pixels);
        return pixels;
    }

    private static Port port(long... dims) {
        return new Port(
                "x",
                DataType.FLOAT,
                Arrays.stream(dims).boxed().toList(),
                Arrays.stream(dims).mapToObj(dim -> "").toList());
    }

    private static Samples set(byte[] pixels, String scale, Augmentation moves, Port input) {
        Pictures pictures = new Pictures(COUNT, HEIGHT, WIDTH, pixels, new byte[COUNT], 2);
        DataRequest request = DataRequest.NONE.withScale(PixelScale.of(scale));
        return ModelData.of(Dataset.of("set", pictures, pictures, "here"), request)
                .learning(List.of(input), moves);
    }

    private Samples file(byte[] pixels, DataRequest request, Port input, long... dims) throws IOException {
        Path path = directory.resolve("pictures.npz");
        new ArraysFile().bytes("x", pixels, dims).write(path);
        return ModelData.of(ArrayFile.open(path), request, note -> {}).learning(List.of(input), MOVES);
    }

    private static double[] numbers(Samples samples) {
        return samples.batches(COUNT).get(0).values().get("x").numbers();
    }

    /** What scaling makes of a picture that was moved, wherever the model has its axes. */
    @Test
    void theyAreMovedBeforeTheyAreScaled() {
        byte[] pixels = random(COUNT * SIZE);
        double[] moved =
                numbers(set(pixels, "raw", MOVES, port(-1, 1, HEIGHT, WIDTH)).varied(WHOLE));
        PixelScale scale = PixelScale.of("0.3,0.2");
        double[] expected =
                Arrays.stream(moved).map(pixel -> scale.of(pixel, 0)).toArray();
        for (Port input : List.of(
                port(-1, 1, HEIGHT, WIDTH), port(-1, HEIGHT, WIDTH, 1), port(-1, HEIGHT, WIDTH), port(-1, SIZE))) {
            assertArrayEquals(
                    expected, numbers(set(pixels, "0.3,0.2", MOVES, input).varied(WHOLE)));
        }
    }

    /** A white picture shows what comes in: black, as the scale makes it, and nothing beyond black and white. */
    @Test
    void whatComesInIsBlackAsTheModelSeesIt() {
        byte[] white = new byte[COUNT * SIZE];
        Arrays.fill(white, (byte) 255);
        double[] moved = numbers(set(white, "0.5,0.25", MOVES, port(-1, SIZE)).varied(WHOLE));
        assertEquals(-2, Arrays.stream(moved).min().orElseThrow());
        assertEquals(2, Arrays.stream(moved).max().orElseThrow());
    }

    /** What becomes of a picture depends on the seed and on the picture alone. */
    @Test
    void aPictureMovesAlikeInAnyBatch() {
        Samples all = set(random(COUNT * SIZE), "unit", MOVES, port(-1, SIZE));
        double[] together = numbers(all.varied(WHOLE));
        double[] again = numbers(all.chosen(new int[] {4, 1, 4}).varied(WHOLE).slice(1, 3));
        assertArrayEquals(Arrays.copyOfRange(together, SIZE, 2 * SIZE), Arrays.copyOfRange(again, 0, SIZE));
        assertArrayEquals(Arrays.copyOfRange(together, 4 * SIZE, 5 * SIZE), Arrays.copyOfRange(again, SIZE, 2 * SIZE));
        double[] other = numbers(all.varied(new Variation(new Seed(4).split(2), 1)));
        for (int i = 0; i < COUNT; i++) {
            assertTrue(
                    Arrays.mismatch(together, i * SIZE, (i + 1) * SIZE, other, i * SIZE, (i + 1) * SIZE) >= 0,
                    "the same in another epoch");
        }
    }

    @Test
    void whatIsNotAskedForDoesNotHappen() {
        Samples still = set(random(COUNT * SIZE), "unit", Augmentation.NONE, port(-1, SIZE));
        assertFalse(still.vary());
        assertArrayEquals(numbers(still), numbers(still.varied(WHOLE)));
        Samples moving = set(random(COUNT * SIZE), "unit", MOVES, port(-1, SIZE));
        assertTrue(moving.vary());
        assertArrayEquals(numbers(still), numbers(moving));
    }

    /** Half of a variation is what half of the limits would be. */
    @Test
    void aShareOfTheMovesIsMovesOfThatShare() {
        byte[] pixels = random(COUNT * SIZE);
        Samples whole = set(pixels, "unit", MOVES, port(-1, SIZE));
        Samples half = set(pixels, "unit", MOVES.times(0.5), port(-1, SIZE));
        assertArrayEquals(numbers(half.varied(WHOLE)), numbers(whole.varied(new Variation(WHOLE.seed(), 0.5))));
        assertArrayEquals(numbers(whole), numbers(whole.varied(new Variation(WHOLE.seed(), 0))));
    }

    /** Three channels, which move together whether they are first or last, in the file or in the model. */
    @Test
    void channelsMoveTogetherWhereverTheyAre() throws IOException {
        byte[] last = random(COUNT * SIZE * 3);
        byte[] first = new byte[last.length];
        for (int i = 0; i < last.length; i++) {
            int picture = i / (3 * SIZE);
            first[picture * 3 * SIZE + i % 3 * SIZE + i / 3 % SIZE] = last[i];
        }
        DataRequest scaled = DataRequest.NONE.withScale(PixelScale.of("0.1,0.2,0.3,1,2,3"));
        Port channelsFirst = port(-1, 3, HEIGHT, WIDTH);
        double[] expected = numbers(
                file(first, scaled, channelsFirst, COUNT, 3, HEIGHT, WIDTH).varied(WHOLE));
        assertArrayEquals(
                expected,
                numbers(file(last, scaled.withLayout(Layout.NHWC), channelsFirst, COUNT, HEIGHT, WIDTH, 3)
                        .varied(WHOLE)));
        double[] asTheyAre = numbers(file(last, scaled, port(-1, HEIGHT, WIDTH, 3), COUNT, HEIGHT, WIDTH, 3)
                .varied(WHOLE));
        assertArrayEquals(
                expected,
                IntStream.range(0, expected.length)
                        .mapToDouble(i -> asTheyAre[i / (3 * SIZE) * 3 * SIZE + i % SIZE * 3 + i / SIZE % 3])
                        .toArray());
    }

    /** Five channels could be first or last: a person has to say it. */
    @Test
    void whereTheChannelsAreMayHaveToBeSaid() throws IOException {
        byte[] pixels = random(COUNT * SIZE * 5);
        Port input = port(-1, HEIGHT, WIDTH, 5);
        assertFalse(
                file(pixels, DataRequest.NONE, input, COUNT, HEIGHT, WIDTH, 5).vary());
        assertTrue(file(pixels, DataRequest.NONE.withLayout(Layout.NHWC), input, COUNT, HEIGHT, WIDTH, 5)
                .vary());
    }

    @Test
    void pixelsThatAreNoneAreRefusedThoughTheyAreMoved() throws IOException {
        Path path = directory.resolve("numbers.npz");
        NpzWriter.npz(path, Map.of("x", NpzWriter.npy(1, "<i2", false, "(1, 1, 2)", new byte[] {0, 0, 0, 1})));
        Samples samples = ModelData.of(ArrayFile.open(path), DataRequest.NONE.withScale(PixelScale.UNIT), note -> {})
                .learning(List.of(port(-1, 1, 2)), MOVES);
        assertThrows(OnnxException.class, () -> numbers(samples.varied(WHOLE)));
    }
}
