package dev.eckart.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleTest {
    private static final int MOST = 6;

    /** Values of very different sizes and spreads. */
    static Stream<double[]> samples() {
        Random random = new Random(5);
        return IntStream.range(0, 200).mapToObj(i -> {
            double middle = Math.pow(10, random.nextInt(9) - 3);
            double spread = middle * Math.pow(10, -random.nextInt(5));
            return random.doubles(1 + random.nextInt(20), middle, middle + spread)
                    .toArray();
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aLinearScaleShowsAllValuesBetweenRoundEnds(double[] values) {
        Scale.Linear scale = Scale.Linear.covering(Arrays.stream(values));
        assertTrue(Arrays.stream(values).allMatch(scale::shows), scale::toString);
        List<Double> ticks = scale.ticks(MOST);
        assertTrue(ticks.size() >= 2 && ticks.size() <= MOST, ticks::toString);
        double step = ticks.get(1) - ticks.get(0);
        // Each tick is a product and each difference a sum, of the size of the ends.
        double rounding = 4 * Math.ulp(Math.max(Math.abs(scale.low()), Math.abs(scale.high())));
        for (int i = 1; i < ticks.size(); i++) {
            assertEquals(step, ticks.get(i) - ticks.get(i - 1), rounding);
        }
        double digits = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-6));
        assertTrue(
                DoubleStream.of(1, 2, 2.5, 5).anyMatch(round -> Math.abs(round - digits) < 1e-3),
                () -> "a step of " + step + " is not round");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aLogarithmicScaleShowsAllValuesAndMakesEqualRatiosEquallyLong(double[] values) {
        Scale.Log scale = Scale.Log.covering(Arrays.stream(values));
        assertTrue(Arrays.stream(values).allMatch(scale::shows), scale::toString);
        assertEquals(0, scale.share(scale.low()), Math.ulp(1.0));
        assertEquals(1, scale.share(scale.high()), Math.ulp(1.0));
        double ratio = Math.sqrt(scale.high() / scale.low());
        assertEquals(0.5, scale.share(scale.low() * ratio), 1e-12);
        List<Double> ticks = scale.ticks(MOST);
        assertTrue(!ticks.isEmpty() && ticks.size() <= MOST, ticks::toString);
        assertTrue(ticks.stream().allMatch(scale::shows), ticks::toString);
    }

    @Test
    void decadesAreNamedByPowersOfTen() {
        List<Double> ticks = new Scale.Log(1e-8, 1).ticks(MOST);
        assertTrue(ticks.size() >= 3 && ticks.size() <= MOST, ticks::toString);
        ticks.forEach(tick -> assertEquals(Math.rint(Math.log10(tick)), Math.log10(tick), 1e-9));
        assertEquals(List.of(5000.0, 10_000.0, 20_000.0, 50_000.0), new Scale.Log(4500, 90_000).ticks(5));
    }

    @Test
    void whatCannotBeShownIsLeftOut() {
        Scale.Log scale = Scale.Log.covering(DoubleStream.of(0, -1, Double.NaN, 2, 8));
        assertTrue(scale.low() > 1 && scale.high() < 10, scale::toString);
        assertTrue(!scale.shows(0) && !scale.shows(Double.NaN));
        assertEquals(new Scale.Linear(0, 1), Scale.Linear.covering(DoubleStream.of(Double.NaN)));
    }

    @Test
    void wholeNumbersAreNamedOnly() {
        assertEquals(List.of(0.0, 1.0, 2.0), new Scale.Whole(0, 2).ticks(MOST));
        assertEquals(List.of(0.0, 1.0), new Scale.Whole(0, 1).ticks(MOST));
    }
}
