package dev.eckart.app.pipeline;

import java.time.Duration;
import java.util.Arrays;

/**
 * Times a task that is short and repeated often.
 *
 * @param runs how many runs to warm up with and how many to time, fewer where they take longer than the patience
 * @param patience longest time for either
 */
record Stopwatch(int runs, Duration patience) {
    /** Of fewer there is no median to speak of. */
    private static final int FEWEST = 3;

    /** Runs the task until the JIT compiler and the caches have settled. */
    void warmUp(Runnable task) {
        times(task);
    }

    /** Median time of a run in seconds. */
    double median(Runnable task) {
        long[] times = times(task);
        Arrays.sort(times);
        return times[times.length / 2] / 1e9;
    }

    private long[] times(Runnable task) {
        long[] times = new long[runs];
        long end = System.nanoTime() + patience.toNanos();
        int done = 0;
        for (long now = System.nanoTime(); done < runs && (now < end || done < FEWEST); done++) {
            task.run();
            long then = System.nanoTime();
            times[done] = then - now;
            now = then;
        }
        return Arrays.copyOf(times, done);
    }
}
