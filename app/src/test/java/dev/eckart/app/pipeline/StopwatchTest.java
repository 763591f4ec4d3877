package dev.eckart.app.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class StopwatchTest {
    private int runs;

    @Test
    void theMedianTakesNoNoticeOfOneSlowRun() {
        double median = new Stopwatch(5, Duration.ofMinutes(1)).median(() -> pause(runs == 3 ? 2000 : 2));
        assertEquals(5, runs);
        assertTrue(median >= 2e-3 && median < 2, () -> median + " s");
    }

    @Test
    void whereRunsTakeLongerThanThePatienceThreeAreEnough() {
        new Stopwatch(1000, Duration.ofMillis(1)).warmUp(() -> pause(2));
        assertEquals(3, runs);
    }

    private void pause(long milliseconds) {
        runs++;
        long end = System.nanoTime() + Duration.ofMillis(milliseconds).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
