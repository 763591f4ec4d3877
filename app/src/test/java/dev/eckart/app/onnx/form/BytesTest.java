package dev.eckart.app.onnx.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Seed;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BytesTest {
    private static final int ROWS = 37;
    private static final int COLUMNS = 21;

    /** Normal numbers, every third one of them positive and large, so that neighbours add up. */
    private static Tensor weights() {
        SplittableRandom random = new Seed(4).random();
        double[] numbers = new double[ROWS * COLUMNS];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextGaussian() + (i / COLUMNS % 3 == 0 ? 0 : 3);
        }
        return Tensors.wrap(ROWS, COLUMNS, numbers);
    }

    private static double squaredError(Tensor was, Tensor is) {
        double sum = 0;
        for (int i = 0; i < was.size(); i++) {
            double change = was.doubles()[i] - is.doubles()[i];
            sum += change * change;
        }
        return sum;
    }

    /** What the scale that leaves no number out loses. */
    private static double plain(Tensor rows, double largestCode) {
        double sum = 0;
        for (int i = 0; i < rows.rows(); i++) {
            double largest = 0;
            for (int j = 0; j < rows.columns(); j++) {
                largest = Math.max(largest, Math.abs(rows.get(i, j)));
            }
            for (int j = 0; j < rows.columns(); j++) {
                double scale = largest / largestCode;
                double change = rows.get(i, j) - scale * Math.rint(rows.get(i, j) / scale);
                sum += change * change;
            }
        }
        return sum;
    }

    @Test
    void rowsLoseNoMoreThanUnderTheScaleOfTheirLargestNumber() {
        Tensor weights = weights();
        Bytes bytes = Bytes.ofRows(weights);
        requireBytes(bytes.codes());
        assertTrue(squaredError(weights, bytes.asRows()) <= plain(weights, 127));
    }

    /** Sums of two products of 255 with a weight have to stay within 16 bits, and that must not cost a bit of all weights. */
    @Test
    void neighboursOfAColumnNeverAddUpToMoreThanSixteenBitsHold() {
        Tensor weights = weights();
        Bytes bytes = Bytes.ofProducts(weights);
        requireBytes(bytes.codes());
        for (int j = 0; j < COLUMNS; j++) {
            for (int i = 1; i < ROWS; i += 2) {
                double pair = bytes.codes().get(i - 1, j) + bytes.codes().get(i, j);
                assertTrue(Math.abs(255 * pair) <= Short.MAX_VALUE, "weights add up to " + pair);
            }
        }
        assertTrue(squaredError(weights, bytes.asProducts()) < plain(Tensors.transpose(weights), 63));
    }

    @Test
    void whatIsZeroStaysZero() {
        Bytes bytes = Bytes.ofRows(Tensors.wrap(2, 2, new double[] {0, 0, 0, -5}));
        assertEquals(0, bytes.asRows().get(0, 1));
        assertEquals(0, bytes.asRows().get(1, 0));
        assertEquals(-5, bytes.asRows().get(1, 1), 5 * 0x1p-24);
        assertEquals(0, bytes.scales()[0]);
    }

    private static void requireBytes(Tensor codes) {
        for (double code : codes.doubles()) {
            assertEquals(Math.rint(code), code);
            assertTrue(Math.abs(code) <= 127);
        }
    }
}
