package dev.eckart.app.onnx.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Times that are read off between those that were measured. */
class TimesTest {
    private static WidthGrid grid(List<int[]> all, List<int[]> measured, ToLongFunction<int[]> takes) {
        WidthGrid.Plan plan = WidthGrid.among(
                all, DoubleStream.generate(() -> 1).limit(all.get(0).length - 1).toArray());
        measured.addAll(plan.widths());
        return plan.with(plan.widths().stream().mapToLong(takes).boxed().toList());
    }

    private static WidthGrid grid(List<int[]> all, ToLongFunction<int[]> takes) {
        return grid(all, new ArrayList<>(), takes);
    }

    private static List<int[]> ranks(int most) {
        return IntStream.rangeClosed(1, most)
                .mapToObj(rank -> new int[] {384, rank, 384})
                .toList();
    }

    @Test
    void fewWidthsAreMeasuredAndTimesBetweenThemLieOnLines() {
        List<int[]> measured = new ArrayList<>();
        WidthGrid grid = grid(ranks(192), measured, widths -> 1000 + 50L * widths[1]);
        assertTrue(measured.size() <= 8, measured.size() + " kernels");
        assertEquals(1000 + 50 * 96, grid.time(new int[] {384, 96, 384}));
        assertEquals(1000 + 50 * 192, grid.time(new int[] {384, 192, 384}));
        assertEquals(1000 + 50, grid.time(new int[] {384, 1, 384}));
    }

    /** What makes the numbers takes a step, and what takes them a slope. */
    @Test
    void timesBetweenTwoMultiplesOfTheVectorAreThoseOfWhatIsMultiplied() {
        ToLongFunction<int[]> takes = widths -> 100L * vectors(widths[1]) + 300L * widths[1];
        List<int[]> ranks = IntStream.rangeClosed(1, 190)
                .mapToObj(rank -> new int[] {100, rank, 304})
                .toList();
        WidthGrid grid = grid(ranks, takes);
        for (int[] widths : ranks) {
            long time = takes.applyAsLong(widths);
            assertEquals(time, grid.time(widths), 0.02 * time, "rank " + widths[1]);
        }
    }

    @Test
    void widthsOfManyBlocksAreMeasuredAsTheyAre() {
        List<int[]> heads =
                IntStream.range(1, 32).mapToObj(i -> new int[] {384, 12 * i}).toList();
        List<int[]> measured = new ArrayList<>();
        WidthGrid grid = grid(heads, measured, widths -> widths[1]);
        measured.forEach(widths -> assertEquals(0, widths[1] % 12));
        assertEquals(12 * 17, grid.time(new int[] {384, 12 * 17}));
    }

    @Test
    void twoWidthsAreReadOffBetweenFour() {
        List<int[]> sizes = IntStream.rangeClosed(1, 24)
                .boxed()
                .flatMap(a -> IntStream.rangeClosed(1, 24).mapToObj(b -> new int[] {72, a, b, 16}))
                .toList();
        ToLongFunction<int[]> takes =
                widths -> 1000 + 10L * (72 * vectors(widths[1]) + widths[1] * vectors(widths[2]) + widths[2] * 16L);
        List<int[]> measured = new ArrayList<>();
        WidthGrid grid = grid(sizes, measured, takes);
        assertTrue(measured.size() <= 25, measured.size() + " kernels");
        for (int[] widths : sizes) {
            long time = takes.applyAsLong(widths);
            assertEquals(time, grid.time(widths), 0.05 * time, Arrays.toString(widths));
        }
    }

    /** Numbers that are made where so many are wanted. */
    private static long vectors(int width) {
        return (width + 7) / 8 * 8;
    }

    @Test
    void widerNeverTakesLess() {
        assertArrayEquals(new double[] {1, 3, 3, 3, 5}, WidthGrid.ascending(new double[] {1, 4, 3, 2, 5}));
        WidthGrid grid = grid(ranks(192), widths -> widths[1] == 8 ? 5000 : 1000);
        long before = 0;
        for (int rank = 1; rank <= 192; rank++) {
            long time = grid.time(new int[] {384, rank, 384});
            assertTrue(time >= before, "rank " + rank);
            before = time;
        }
    }

    @Test
    void aModelThatWasMeasuredCorrectsWhatIsPredicted() {
        TimeLine line = new TimeLine();
        line.add(1000, 1);
        line.add(200, 0.4);
        assertEquals(0.7, line.time(600), 1e-12);
        assertEquals(600, line.budget(0.7));
        line.add(600, 0.8);
        assertEquals(0.8, line.time(600), 1e-12);
        assertEquals(500, line.budget(0.7));
        assertEquals(200, line.budget(0.1));
        assertEquals(1000, line.budget(1));
    }
}
