package dev.eckart.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class StopwatchTest {
    private final List<String> runs = new ArrayList<>();

    @Test
    void tasksTakeTurnsUntilTheyHaveSettledAndAreTimedThen() {
        List<double[]> times = new Stopwatch(5, Duration.ofMinutes(1))
                .times(List.of(() -> task("slow", runs.size() < 10 ? 40 : 4), () -> task("quick", 1)));
        assertEquals(List.of(5, 5), times.stream().map(all -> all.length).toList());
        // Five rounds in which it was slow, and ten after which it gets no faster, before those that count.
        assertTrue(runs.size() >= 40, runs::toString);
        assertTrue(times.get(0)[0] >= 4e-3);
        for (int i = 0; i < runs.size(); i++) {
            assertEquals(i % 2 == 0 ? "slow" : "quick", runs.get(i));
        }
    }

    @Test
    void theMedianTakesNoNoticeOfOneSlowRun() {
        double[] sorted = {1, 2, 3, 4, 1000};
        assertEquals(3, Stopwatch.median(sorted));
    }

    @Test
    void whereRunsTakeLongerThanThePatienceThreeAreEnough() {
        List<double[]> times = new Stopwatch(1000, Duration.ofMillis(1)).times(List.of(() -> task("one", 2)));
        assertEquals(3, times.get(0).length);
    }

    private void task(String name, long milliseconds) {
        runs.add(name);
        long end = System.nanoTime() + Duration.ofMillis(milliseconds).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
