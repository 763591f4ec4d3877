package dev.eckart.app.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Seed;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarpTest {
    private static final int SIZE = 28;

    /**
     * A position has 20 fractional bits, rounded once and then added once a column, and 10 of them weigh; so it is off by at
     * most 2^-10 + (columns + 1) * 2^-20 pixels in x and in y, and a bilinear sample changes by at most 255 per pixel and axis.
     */
    private static double bound(int width) {
        return 2 * 255 * (0x1p-10 + (width + 1) * 0x1p-20);
    }

    @Test
    void agreesWithAPlainBilinearRotation() {
        requireAgreement(SIZE, SIZE, new Augmentation(3, 35), 50);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 28", "28, 2", "5, 20"})
    void agreesWithAPlainBilinearRotationWhateverTheShapeAndHoweverFarItIsMoved(int height, int width) {
        requireAgreement(height, width, new Augmentation(14, 180), 50);
    }

    @ParameterizedTest
    @CsvSource({"1024, 1", "1, 1024", "1024, 300", "1024, 1024"})
    void theLargestPicturesHaveRoomForTheFarthestMoves(int height, int width) {
        requireAgreement(height, width, new Augmentation(Warp.FARTHEST, 180), 5);
    }

    private static void requireAgreement(int height, int width, Augmentation augmentation, int times) {
        byte[] picture = picture(height * width);
        Warp warp = new Warp(augmentation, height, width);
        int[] out = new int[height * width];
        for (int i = 0; i < times; i++) {
            Seed seed = new Seed(i);
            warp.apply(picture, 0, seed, out);
            double[] expected = plain(picture, height, width, augmentation, seed);
            for (int p = 0; p < out.length; p++) {
                assertEquals(expected[p], (double) out[p] / Warp.ONE, bound(width));
            }
        }
    }

    @Test
    void withoutMovesThePictureIsUnchanged() {
        byte[] picture = picture(SIZE * SIZE);
        int[] out = new int[SIZE * SIZE];
        new Warp(Augmentation.NONE, SIZE, SIZE).apply(picture, 0, new Seed(1), out);
        assertArrayEquals(
                IntStream.range(0, out.length)
                        .map(i -> (picture[i] & 0xFF) * Warp.ONE)
                        .toArray(),
                out);
    }

    @Test
    void shiftsReachTheirLimitsAndNoFurther() {
        byte[] dot = new byte[SIZE * SIZE];
        dot[14 * SIZE + 14] = (byte) 255;
        Warp warp = new Warp(new Augmentation(3, 0), SIZE, SIZE);
        int[] out = new int[SIZE * SIZE];
        double least = SIZE;
        double most = 0;
        for (int i = 0; i < 2000; i++) {
            warp.apply(dot, 0, new Seed(i), out);
            double centre = centreX(out);
            least = Math.min(least, centre);
            most = Math.max(most, centre);
        }
        assertTrue(least >= 11 - 0x1p-9 && least < 11.1, "left to " + least);
        assertTrue(most <= 17 + 0x1p-9 && most > 16.9, "right to " + most);
    }

    private static double centreX(int[] out) {
        double sum = 0;
        double weighted = 0;
        for (int p = 0; p < out.length; p++) {
            sum += out[p];
            weighted += (double) out[p] * (p % SIZE);
        }
        return weighted / sum;
    }

    private static double[] plain(byte[] picture, int height, int width, Augmentation augmentation, Seed seed) {
        SplittableRandom random = seed.random();
        double dx = (2 * random.nextDouble() - 1) * augmentation.shift();
        double dy = (2 * random.nextDouble() - 1) * augmentation.shift();
        double angle = Math.toRadians((2 * random.nextDouble() - 1) * augmentation.degrees());
        double centreX = (width - 1) / 2.0;
        double centreY = (height - 1) / 2.0;
        double[] out = new double[height * width];
        for (int p = 0; p < out.length; p++) {
            double x = p % width - centreX;
            double y = p / width - centreY;
            double fromX = Math.cos(angle) * x + Math.sin(angle) * y + centreX - dx;
            double fromY = -Math.sin(angle) * x + Math.cos(angle) * y + centreY - dy;
            out[p] = bilinear(picture, height, width, fromX, fromY);
        }
        return out;
    }

    private static double bilinear(byte[] picture, int height, int width, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double below = y - top;
        double[] square = new double[4];
        for (int i = 0; i < square.length; i++) {
            int column = left + i % 2;
            int row = top + i / 2;
            boolean within = column >= 0 && row >= 0 && column < width && row < height;
            square[i] = within ? picture[row * width + column] & 0xFF : 0;
        }
        return (1 - below) * ((1 - right) * square[0] + right * square[1])
                + below * ((1 - right) * square[2] + right * square[3]);
    }

    private static byte[] picture(int pixels) {
        byte[] picture = new byte[pixels];
        new Seed(5).random().nextBytes(picture);
        return picture;
    }
}
