package dev.eckart.app.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Times tasks that are short and repeated often, side by side: they take turns, so that whatever else the machine does falls
 * on all of them alike.
 *
 * @param rounds how many rounds there are at most
 * @param patience after which there are no more rounds, for each task
 */
record Stopwatch(int rounds, Duration patience) {
    /** Of fewer there is no median to speak of. */
    private static final int FEWEST = 3;

    /** A task that still gets faster by more than this share from one measurement to the next has not settled. */
    private static final double UNSETTLED = 0.05;

    /** A machine that is too busy to settle is measured as it is. */
    private static final int MOST_MEASUREMENTS = 12;

    /**
     * Runs tasks in turn until the JIT compiler and the caches have settled, and then times them.
     *
     * @param tasks the tasks
     * @return for each, what its rounds took in seconds, in their order
     */
    List<double[]> times(List<? extends Runnable> tasks) {
        List<double[]> before = once(tasks);
        for (int i = 2; i < MOST_MEASUREMENTS; i++) {
            List<double[]> now = once(tasks);
            if (settled(before, now)) {
                break;
            }
            before = now;
        }
        return once(tasks);
    }

    /** The upper median of times. */
    static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The lowest tenth of times: on a machine that does much else, most rounds are disturbed, and this one hardly was. */
    static double undisturbed(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 10];
    }

    private static boolean settled(List<double[]> before, List<double[]> now) {
        return IntStream.range(0, now.size())
                .allMatch(i -> median(now.get(i)) > (1 - UNSETTLED) * median(before.get(i)));
    }

    private List<double[]> once(List<? extends Runnable> tasks) {
        long[][] times = new long[tasks.size()][rounds];
        long end = System.nanoTime() + patience.multipliedBy(tasks.size()).toNanos();
        int done = 0;
        for (; done < rounds && (done < FEWEST || System.nanoTime() < end); done++) {
            for (int i = 0; i < tasks.size(); i++) {
                long start = System.nanoTime();
                tasks.get(i).run();
                times[i][done] = System.nanoTime() - start;
            }
        }
        List<double[]> seconds = new ArrayList<>();
        for (long[] all : times) {
            seconds.add(Arrays.stream(all, 0, done)
                    .mapToDouble(nanoseconds -> nanoseconds / 1e9)
                    .toArray());
        }
        return seconds;
    }
}
