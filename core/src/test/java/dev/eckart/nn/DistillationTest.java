package dev.eckart.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.conformance.ReferenceBackendProvider;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Loss;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistillationTest {
    private static final int INPUTS = 5;
    private static final int CLASSES = 4;
    private static final int[] LABELS = {2, 0, 3};
    private static final Distillation.Blend BLEND = new Distillation.Blend(0.9, 4);
    /** Slack over a bound of one rounding for each class, as in the conformance kit. */
    private static final double SLACK = 32 * CLASSES;

    private final Loss labels = new SoftmaxCrossEntropy();

    @ParameterizedTest
    @EnumSource
    void gradientIsTheDerivative(Precision precision) {
        Loss loss = loss(precision, BLEND);
        Batch batch = batch(precision);
        Tensor logits = normal(precision, LABELS.length, CLASSES, "logits");
        Tensor gradient = zeros(precision);
        double value = loss.evaluate(batch, logits, gradient);
        // Steps of cbrt(u) leave errors of the order of its square; derivatives grow with the temperature only.
        double step = Math.cbrt(precision.unitRoundoff());
        double bound = SLACK * step * step * BLEND.temperature() * (1 + value);
        for (int row = 0; row < LABELS.length; row++) {
            for (int j = 0; j < CLASSES; j++) {
                assertEquals(quotient(loss, batch, logits, row, j, step), gradient.get(row, j), bound);
            }
        }
    }

    private static double quotient(Loss loss, Batch batch, Tensor logits, int row, int column, double step) {
        double at = logits.get(row, column);
        logits.set(row, column, at + step);
        double right = logits.get(row, column);
        double above = loss.evaluate(batch, logits, zeros(logits.precision()));
        logits.set(row, column, at - step);
        double left = logits.get(row, column);
        double below = loss.evaluate(batch, logits, zeros(logits.precision()));
        logits.set(row, column, at);
        return (above - below) / (right - left);
    }

    @ParameterizedTest
    @EnumSource
    void aNetworkThatAnswersAsTheTeacherHasNothingToLearnFromIt(Precision precision) {
        Batch batch = batch(precision);
        Tensor answers = teacher(precision)
                .forward(batch.inputs(), new Workspace(backend(precision)))
                .output();
        Tensor gradient = zeros(precision);
        double value = loss(precision, new Distillation.Blend(1, 2)).evaluate(batch, answers, gradient);
        assertEquals(0, value, SLACK * Precision.FLOAT64.unitRoundoff());
        assertEquals(0, Tensors.norm(gradient), SLACK * Precision.FLOAT64.unitRoundoff());
    }

    @Test
    void anyOtherAnswerCostsSomething() {
        Tensor logits = normal(Precision.FLOAT64, LABELS.length, CLASSES, "logits");
        double value = loss(Precision.FLOAT64, new Distillation.Blend(1, 2))
                .evaluate(batch(Precision.FLOAT64), logits, zeros(Precision.FLOAT64));
        assertTrue(value > SLACK * Precision.FLOAT64.unitRoundoff(), () -> "the divergence is " + value);
    }

    @ParameterizedTest
    @EnumSource
    void withoutWeightTheLabelsAreLeft(Precision precision) {
        Batch batch = batch(precision);
        Tensor logits = normal(precision, LABELS.length, CLASSES, "logits");
        Tensor expected = zeros(precision);
        double value = labels.evaluate(batch, logits, expected);
        Tensor gradient = zeros(precision);
        assertEquals(value, loss(precision, new Distillation.Blend(0, 3)).evaluate(batch, logits, gradient));
        for (int i = 0; i < gradient.size(); i++) {
            assertEquals(
                    Tensors.element(expected).applyAsDouble(i),
                    Tensors.element(gradient).applyAsDouble(i));
        }
    }

    @Test
    void networksAreMeasuredByTheLabels() {
        assertSame(labels, loss(Precision.FLOAT64, BLEND).measure());
    }

    @Test
    void answersThatAreNotNumbersShow() {
        Tensor logits = normal(Precision.FLOAT64, LABELS.length, CLASSES, "logits");
        logits.set(1, 2, Double.NaN);
        Loss loss = loss(Precision.FLOAT64, BLEND);
        assertTrue(Double.isNaN(loss.evaluate(batch(Precision.FLOAT64), logits, zeros(Precision.FLOAT64))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aWeightIsAShare(double weight) {
        assertThrows(IllegalArgumentException.class, () -> new Distillation.Blend(weight, 4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aTemperatureIsAboveZero(double temperature) {
        assertThrows(IllegalArgumentException.class, () -> new Distillation.Blend(0.5, temperature));
    }

    private Loss loss(Precision precision, Distillation.Blend blend) {
        return new Distillation(teacher(precision), blend, labels, backend(precision));
    }

    private static Layer teacher(Precision precision) {
        return Dense.of(normal(precision, INPUTS, CLASSES, "teacher"), Optional.empty());
    }

    private static Batch batch(Precision precision) {
        return new Batch(normal(precision, LABELS.length, INPUTS, "inputs"), LABELS);
    }

    private static Backend backend(Precision precision) {
        return new ReferenceBackendProvider().create(new BackendProvider.Settings(precision, 1));
    }

    private static Tensor zeros(Precision precision) {
        return Tensors.zeros(precision, LABELS.length, CLASSES);
    }

    private static Tensor normal(Precision precision, int rows, int columns, String purpose) {
        Tensor tensor = Tensors.zeros(precision, rows, columns);
        SplittableRandom random = new Seed(5).split(purpose).random();
        Tensors.fill(tensor, i -> random.nextGaussian());
        return tensor;
    }
}
