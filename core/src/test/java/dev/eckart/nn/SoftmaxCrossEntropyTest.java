package dev.eckart.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Seed;
import dev.eckart.spi.train.Batch;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoftmaxCrossEntropyTest {
    private static final int CLASSES = 4;
    private static final int[] LABELS = {2, 0, 3};
    /** Slack over a bound of one rounding for each class, as in the conformance kit. */
    private static final double SLACK = 32 * CLASSES;

    private final SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();

    @ParameterizedTest
    @EnumSource
    void gradientIsTheDerivative(Precision precision) {
        Tensor logits = normal(precision);
        Tensor gradient = zeros(precision);
        double value = evaluate(logits, gradient);
        // Steps of cbrt(u) leave errors of the order of its square; all derivatives of the loss are at most 1.
        double step = Math.cbrt(precision.unitRoundoff());
        for (int row = 0; row < LABELS.length; row++) {
            for (int j = 0; j < CLASSES; j++) {
                double expected = quotient(logits, row, j, step);
                assertEquals(expected, gradient.get(row, j), SLACK * step * step * (1 + value));
            }
        }
    }

    private double quotient(Tensor logits, int row, int column, double step) {
        double at = logits.get(row, column);
        logits.set(row, column, at + step);
        double right = logits.get(row, column);
        double above = evaluate(logits, zeros(logits.precision()));
        logits.set(row, column, at - step);
        double left = logits.get(row, column);
        double below = evaluate(logits, zeros(logits.precision()));
        logits.set(row, column, at);
        return (above - below) / (right - left);
    }

    @ParameterizedTest
    @EnumSource
    void gradientOfARowSumsToZero(Precision precision) {
        Tensor gradient = zeros(precision);
        evaluate(normal(precision), gradient);
        for (int row = 0; row < LABELS.length; row++) {
            double sum = 0;
            for (int j = 0; j < CLASSES; j++) {
                sum += gradient.get(row, j);
            }
            assertEquals(0, sum, SLACK * precision.unitRoundoff());
        }
    }

    @ParameterizedTest
    @EnumSource
    void equalLogitsCostTheLogarithmOfTheClasses(Precision precision) {
        double value = evaluate(zeros(precision), zeros(precision));
        assertEquals(Math.log(CLASSES), value, SLACK * Precision.FLOAT64.unitRoundoff());
    }

    @ParameterizedTest
    @EnumSource
    void hugeLogitsStayFinite(Precision precision) {
        double huge = precision == Precision.FLOAT32 ? 1e30 : 1e300;
        for (double sign : new double[] {-1, 1}) {
            Tensor logits = zeros(precision);
            for (int row = 0; row < LABELS.length; row++) {
                logits.set(row, LABELS[row], sign * huge);
            }
            Tensor gradient = zeros(precision);
            double value = evaluate(logits, gradient);
            double expected = sign > 0 ? 0 : huge;
            assertEquals(expected, value, SLACK * precision.unitRoundoff() * expected);
            assertTrue(Tensors.isFinite(gradient));
        }
    }

    @Test
    void oneLogitThatIsNotANumberMakesTheLossOne() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Tensor logits = normal(Precision.FLOAT64);
            logits.set(1, 3, bad);
            Tensor gradient = zeros(Precision.FLOAT64);
            assertTrue(Double.isNaN(evaluate(logits, gradient)));
            assertTrue(Double.isNaN(gradient.get(1, 3)));
            assertTrue(Double.isFinite(gradient.get(0, 0)), "other rows keep their gradients");
        }
    }

    @Test
    void lossIsTheMeanOfTheRows() {
        Tensor logits = normal(Precision.FLOAT64);
        double sum = 0;
        for (int row = 0; row < LABELS.length; row++) {
            int of = row;
            Tensor alone = Tensors.zeros(Precision.FLOAT64, 1, CLASSES);
            Tensors.fill(alone, j -> logits.get(of, j));
            sum += loss.evaluate(
                    new Batch(alone, new int[] {LABELS[row]}), alone, Tensors.zeros(Precision.FLOAT64, 1, CLASSES));
        }
        double value = evaluate(logits, zeros(Precision.FLOAT64));
        assertEquals(sum / LABELS.length, value, SLACK * Precision.FLOAT64.unitRoundoff() * value);
    }

    /** The inputs do not matter to this loss. */
    private double evaluate(Tensor logits, Tensor gradient) {
        return loss.evaluate(new Batch(logits, LABELS), logits, gradient);
    }

    private static Tensor zeros(Precision precision) {
        return Tensors.zeros(precision, LABELS.length, CLASSES);
    }

    private static Tensor normal(Precision precision) {
        Tensor tensor = zeros(precision);
        SplittableRandom random = new Seed(3).random();
        Tensors.fill(tensor, i -> random.nextGaussian());
        return tensor;
    }
}
