package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.train.Schedule;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every schedule must keep to, in trainings of one step and of many.
 *
 * <p>Extend it, make the schedule, run it. The package's description lists the rules and says what to look at when one
 * fails.
 */
public abstract class ScheduleConformance {
    /** One step, few, the document's, and more than an int can count. */
    private static final List<Long> TRAININGS = List.of(1L, 2L, 3L, 19L, 46_900L, 3_000_000_000L);

    /** Steps at either end of a training that are looked at one by one. */
    private static final int END = 100;

    /** Parts that a training is cut into, to look at a step in each. */
    private static final int PARTS = 200;

    /** For subclasses. */
    protected ScheduleConformance() {}

    /**
     * The schedule under test.
     *
     * @return the schedule
     */
    protected abstract Schedule schedule();

    @TestFactory
    @DisplayName("S1: every step has a share of the learning rate above 0 and at most 1")
    final Stream<DynamicTest> s1() {
        return tests(
                "S1",
                steps -> looked(steps).forEach(step -> {
                    double share = schedule().share(step, steps);
                    assertTrue(
                            share > 0 && share <= 1,
                            () -> "S1: step " + step + " of " + steps + " has the share " + share);
                }));
    }

    @TestFactory
    @DisplayName("S2: a share depends on nothing but the step and the steps")
    final Stream<DynamicTest> s2() {
        return tests("S2", steps -> {
            Schedule schedule = schedule();
            Bits forward = Bits.of(looked(steps).mapToDouble(step -> schedule.share(step, steps)));
            Bits single = Bits.of(looked(steps).mapToDouble(step -> schedule().share(step, steps)));
            forward.check("S2", "shares of a schedule asked for one step only", single);
            forward.check("S2", "shares asked for from the last step to the first", backward(schedule, steps));
        });
    }

    private static Bits backward(Schedule schedule, long steps) {
        double[] shares = new double[(int) looked(steps).count()];
        long[] asked = looked(steps).toArray();
        for (int i = asked.length - 1; i >= 0; i--) {
            shares[i] = schedule.share(asked[i], steps);
        }
        return Bits.of(DoubleStream.of(shares));
    }

    @TestFactory
    @DisplayName("S3: some step takes the whole learning rate")
    final Stream<DynamicTest> s3() {
        return tests("S3", steps -> {
            double largest = looked(steps)
                    .mapToDouble(step -> schedule().share(step, steps))
                    .max()
                    .orElseThrow();
            assertEquals(1, largest, wholeShareTolerance(), () -> "S3: largest share of " + steps + " steps");
        });
    }

    /**
     * How far the largest share may be from 1.
     *
     * @return 0.01, what may lie between the steps that are looked at, unless overridden
     */
    protected double wholeShareTolerance() {
        return 0.01;
    }

    /** The first steps, the last, and some between. */
    private static LongStream looked(long steps) {
        LongStream ends = LongStream.rangeClosed(1, END).flatMap(i -> LongStream.of(i, steps + 1 - i));
        LongStream between = LongStream.rangeClosed(1, PARTS).map(part -> part * (steps / PARTS));
        return LongStream.concat(ends, between)
                .filter(step -> step >= 1 && step <= steps)
                .distinct()
                .sorted();
    }

    private static Stream<DynamicTest> tests(String rule, LongConsumer check) {
        return TRAININGS.stream().map(steps -> Checks.test(rule, steps + " steps", () -> check.accept(steps)));
    }
}
