package dev.eckart.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.spi.train.Schedule;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each way to step does to numbers that are known. */
class StepsTest {
    private static final double SLACK = 32;
    private static final double RATE = 0.5;

    @ParameterizedTest
    @EnumSource
    void adamFirstStepsByTheRateWhateverTheGradient(Precision precision) {
        Parameter parameter = parameter(precision, 3, -1e-3, 1e4);
        new Adam().create(List.of(parameter)).step(RATE);
        assertValues(parameter, precision, -RATE, RATE, -RATE);
    }

    /** With the two means written out: m = .1 g, .19 g' and v = .001 g^2 and so on. */
    @ParameterizedTest
    @EnumSource
    void adamThenStepsByTheCorrectedMeans(Precision precision) {
        Parameter parameter = parameter(precision, 2);
        Optimizer adam = new Adam().create(List.of(parameter));
        adam.step(RATE);
        parameter.gradient().set(0, 0, -1);
        adam.step(RATE);
        double mean = (0.9 * 0.1 * 2 - 0.1 * 1) / (1 - 0.9 * 0.9);
        double square = (0.999 * 0.001 * 4 + 0.001 * 1) / (1 - 0.999 * 0.999);
        assertValues(parameter, precision, -RATE - RATE * mean / Math.sqrt(square));
    }

    @ParameterizedTest
    @EnumSource
    void allGradientsAreShortenedByOneFactor(Precision precision) {
        Parameter first = parameter(precision, 3, 0);
        Parameter second = parameter(precision, 4);
        Optimizer clipped = new Clipped(new Sgd(), 2).create(List.of(first, second));
        clipped.step(RATE);
        assertValues(first, precision, -RATE * 3 * 2 / 5, 0);
        assertValues(second, precision, -RATE * 4 * 2 / 5);
    }

    @ParameterizedTest
    @EnumSource
    void shortGradientsAreLeftAlone(Precision precision) {
        Parameter clipped = parameter(precision, 0.3, -0.4);
        Parameter plain = parameter(precision, 0.3, -0.4);
        new Clipped(new Sgd(), 1).create(List.of(clipped)).step(RATE);
        new Sgd().create(List.of(plain)).step(RATE);
        for (int j = 0; j < 2; j++) {
            assertEquals(plain.value().get(0, j), clipped.value().get(0, j));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGradientThatIsNotFiniteShowsInSpiteOfClipping(Precision precision) {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Parameter parameter = parameter(precision, bad);
            new Clipped(new Sgd(), 1).create(List.of(parameter)).step(RATE);
            assertTrue(Double.isNaN(parameter.value().get(0, 0)), "after a gradient of " + bad);
        }
    }

    @ParameterizedTest
    @EnumSource
    void weightsDecayByTheRateAndBiasesDoNot(Precision precision) {
        Parameter weights = parameter(precision, 0.25);
        Parameter bias = weights.withoutDecay();
        weights.value().set(0, 0, 2);
        new Decayed(new Sgd(), 0.5).create(List.of(weights)).step(RATE);
        assertValues(weights, precision, 2 * (1 - RATE * 0.5) - RATE * 0.25);
        weights.value().set(0, 0, 2);
        new Decayed(new Sgd(), 0.5).create(List.of(bias)).step(RATE);
        assertValues(weights, precision, 2 - RATE * 0.25);
    }

    /** A third party's layer may call its parameters what it likes. */
    @Test
    void whatDecaysIsNotDecidedByItsName() {
        for (boolean decays : new boolean[] {true, false}) {
            Parameter plain = Parameter.of(decays ? "bias" : "weights", Tensors.zeros(Precision.FLOAT64, 1, 1));
            Parameter parameter = decays ? plain : plain.withoutDecay();
            parameter.value().set(0, 0, 2);
            new Decayed(new Clipped(new Sgd(), 1), 0.5)
                    .create(List.of(parameter))
                    .step(RATE);
            assertEquals(decays ? 2 * (1 - RATE * 0.5) : 2, parameter.value().get(0, 0));
        }
    }

    /** Clipping inside keeps what decay outside of it needs to know, and the other way round. */
    @Test
    void clippingPassesOnWhatDecays() {
        Parameter bias =
                Parameter.of("offset", Tensors.zeros(Precision.FLOAT64, 1, 1)).withoutDecay();
        bias.value().set(0, 0, 2);
        new Clipped(new Decayed(new Sgd(), 0.5), 1).create(List.of(bias)).step(RATE);
        assertEquals(2, bias.value().get(0, 0));
    }

    @Test
    void theScheduleScalesTheRateStepByStep() {
        Parameter parameter = parameter(Precision.FLOAT64, -1);
        Optimizer scheduled = new Scheduled(new Sgd(), schedule(1, 0.5, 0.25), 3).create(List.of(parameter));
        for (double expected : new double[] {RATE, 1.5 * RATE, 1.75 * RATE}) {
            scheduled.step(RATE);
            assertEquals(expected, parameter.value().get(0, 0));
        }
        assertThrows(EckartException.class, () -> scheduled.step(RATE), "a fourth step of three");
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        for (double share : new double[] {0, -1, 1.5, Double.NaN}) {
            OptimizerProvider scheduled = new Scheduled(new Sgd(), schedule(share), 1);
            Optimizer optimizer = scheduled.create(List.of(parameter(Precision.FLOAT64, 1)));
            String message = assertThrows(EckartException.class, () -> optimizer.step(RATE))
                    .getMessage();
            assertTrue(
                    message.contains("'listed' is wrong: it gives the share " + share + " for step 1 of 1"), message);
        }
    }

    @Test
    void theCosineEndsNearNothingAndIsHalfWayDownInTheMiddle() {
        Cosine cosine = new Cosine();
        assertEquals(1, cosine.share(1, 1000));
        assertEquals(0.5, cosine.share(501, 1000), SLACK * Precision.FLOAT64.unitRoundoff());
        assertEquals(Math.pow(Math.PI / 2000, 2), cosine.share(1000, 1000), Math.pow(Math.PI / 2000, 4));
    }

    @Test
    void theLinearDecayFallsEvenlyAndEndsAboveNothing() {
        LinearDecay linear = new LinearDecay();
        for (int step = 1; step <= 4; step++) {
            assertEquals(1 - (step - 1) / 4.0, linear.share(step, 4));
        }
    }

    @Test
    void warmingUpIsEvenAndThenFollowsTheCosine() {
        WarmUp warmUp = new WarmUp();
        for (int step = 1; step <= 50; step++) {
            assertEquals(step / 50.0, warmUp.share(step, 1000));
        }
        assertEquals(new Cosine().share(450, 950), warmUp.share(500, 1000));
    }

    private static Schedule schedule(double... shares) {
        return new Schedule() {
            @Override
            public String name() {
                return "listed";
            }

            @Override
            public double share(long step, long steps) {
                return shares[(int) step - 1];
            }
        };
    }

    /** A parameter of zeros with these gradients. */
    private static Parameter parameter(Precision precision, double... gradient) {
        Parameter parameter = Parameter.of("weights", Tensors.zeros(precision, 1, gradient.length));
        Tensors.fill(parameter.gradient(), i -> gradient[i]);
        return parameter;
    }

    /** A few roundings of numbers near 1, and Adam's epsilon against its smallest gradient. */
    private static void assertValues(Parameter parameter, Precision precision, double... expected) {
        double epsilon = 1e-8 / 1e-3;
        for (int j = 0; j < expected.length; j++) {
            double bound = (SLACK * precision.unitRoundoff() + epsilon) * Math.max(1, Math.abs(expected[j]));
            assertEquals(expected[j], parameter.value().get(0, j), bound);
        }
    }
}
