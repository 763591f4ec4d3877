package dev.eckart.app.onnx.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Times that are read off between those that were measured. */
class TimesTest {
    private static WidthGrid grid(List<int[]> all, List<int[]> measured, ToLongFunction<int[]> takes) {
        WidthGrid.Plan plan = WidthGrid.among(all);
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

    @Test
    void aWidthBetweenTwoMultiplesOfTheVectorTakesWhatTheNextOneDoes() {
        WidthGrid grid = grid(ranks(190), widths -> 1000 + 50L * widths[1]);
        assertEquals(grid.time(new int[] {384, 72, 384}), grid.time(new int[] {384, 65, 384}));
        assertEquals(grid.time(new int[] {384, 64, 384}) + 400, grid.time(new int[] {384, 65, 384}));
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
        List<int[]> measured = new ArrayList<>();
        WidthGrid grid =
                grid(sizes, measured, widths -> 100L * widths[1] + 1000L * widths[2] + 10L * widths[1] * widths[2]);
        assertTrue(measured.size() <= 25, measured.size() + " kernels");
        assertEquals(100 * 16 + 1000 * 8 + 10 * 16 * 8, grid.time(new int[] {72, 16, 8, 16}));
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
