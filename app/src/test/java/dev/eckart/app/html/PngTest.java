package dev.eckart.app.html;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.data.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngTest {
    private static Pictures noise(int height, int width) {
        byte[] pixels = new byte[2 * height * width];
        new Random(height * 31L + width).nextBytes(pixels);
        return new Pictures(2, height, width, pixels, new byte[2], 2);
    }

    private static BufferedImage read(byte[] file) throws IOException {
        assertTrue(Png.is(file));
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    @ParameterizedTest
    @CsvSource({"28, 28", "1, 1", "32, 7", "3, 32"})
    void aSmallPictureIsKeptPixelByPixel(int height, int width) throws IOException {
        Pictures pictures = noise(height, width);
        BufferedImage image = read(Png.of(pictures, 1));
        assertEquals(width, image.getWidth());
        assertEquals(height, image.getHeight());
        assertArrayEquals(
                IntStream.range(0, height * width)
                        .map(pixel -> pictures.pixel(1, pixel))
                        .toArray(),
                image.getRaster().getSamples(0, 0, width, height, 0, (int[]) null));
    }

    @Test
    void ofALargePictureEachPixelIsTheMeanOfASquare() throws IOException {
        Pictures pictures = noise(64, 60);
        BufferedImage image = read(Png.of(pictures, 0));
        assertEquals(30, image.getWidth());
        assertEquals(32, image.getHeight());
        int sum = 0;
        for (int pixel : new int[] {8 * 60 + 4, 8 * 60 + 5, 9 * 60 + 4, 9 * 60 + 5}) {
            sum += pictures.pixel(0, pixel);
        }
        assertEquals(Math.round(sum / 4.0), image.getRaster().getSample(2, 4, 0));
    }

    @ParameterizedTest
    @CsvSource({"1, 5000", "5000, 1", "1000, 33"})
    void anyShapeIsSmall(int height, int width) throws IOException {
        byte[] file = Png.of(noise(height, width), 0);
        assertTrue(file.length < 2000, file.length + " bytes");
        assertTrue(read(file).getWidth() <= 33);
    }

    @Test
    void otherFilesAreNone() {
        assertFalse(Png.is("<svg onload=x>".getBytes()));
        assertFalse(Png.is(new byte[0]));
    }
}
