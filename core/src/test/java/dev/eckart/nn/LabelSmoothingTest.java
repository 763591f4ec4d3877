package dev.eckart.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Loss;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSmoothingTest {
    private static final int CLASSES = 4;
    private static final int[] LABELS = {2, 0};
    /** A few roundings for each class and row. */
    private static final double BOUND = 32 * CLASSES * LABELS.length * Precision.FLOAT64.unitRoundoff();

    private final Loss labels = new SoftmaxCrossEntropy();
    private final Tensor logits = Tensors.of(new double[][] {{0.3, -1, 2, 0.5}, {-0.2, 1.5, 0, 0.1}});

    /** The cross-entropy is linear in the labels: smoothing is the mean over what every class would have cost. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1})
    void everyClassIsALabelForItsShare(double share) {
        Tensor gradient = zeros();
        double expected = (1 - share) * labels.evaluate(batch(LABELS), logits, gradient);
        double[][] slopes = scaled(gradient, 1 - share);
        for (int label = 0; label < CLASSES; label++) {
            expected += share / CLASSES * labels.evaluate(batch(label, label), logits, gradient);
            add(slopes, scaled(gradient, share / CLASSES));
        }
        assertEquals(expected, new LabelSmoothing(labels, share).evaluate(batch(LABELS), logits, gradient), BOUND);
        for (int row = 0; row < LABELS.length; row++) {
            for (int j = 0; j < CLASSES; j++) {
                assertEquals(slopes[row][j], gradient.get(row, j), BOUND);
            }
        }
    }

    @Test
    void networksAreMeasuredByTheLabels() {
        assertSame(labels, new LabelSmoothing(labels, 0.1).measure());
    }

    @Test
    void withoutAShareTheLossIsItself() {
        assertSame(labels, LabelSmoothing.of(labels, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aShareIsOne(double share) {
        assertThrows(IllegalArgumentException.class, () -> new LabelSmoothing(labels, share));
    }

    private static Batch batch(int... labels) {
        return new Batch(Tensors.zeros(Precision.FLOAT64, labels.length, 1), labels);
    }

    private static Tensor zeros() {
        return Tensors.zeros(Precision.FLOAT64, LABELS.length, CLASSES);
    }

    private static double[][] scaled(Tensor tensor, double factor) {
        double[][] scaled = new double[tensor.rows()][tensor.columns()];
        for (int row = 0; row < scaled.length; row++) {
            for (int j = 0; j < scaled[row].length; j++) {
                scaled[row][j] = factor * tensor.get(row, j);
            }
        }
        return scaled;
    }

    private static void add(double[][] sum, double[][] more) {
        for (int row = 0; row < sum.length; row++) {
            for (int j = 0; j < sum[row].length; j++) {
                sum[row][j] += more[row][j];
            }
        }
    }
}
