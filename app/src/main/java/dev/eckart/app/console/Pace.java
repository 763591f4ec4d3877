package dev.eckart.app.console;

import java.util.Locale;

/**
 * How fast a task goes.
 *
 * @param task the task
 * @param done units done
 * @param nanos time since its start
 */
record Pace(Progress.Task task, long done, long nanos) {
    private static final double NANOS = 1e9;

    /** Done so far in per cent, rounded down, so that 100 means done. */
    int percent() {
        return (int) (100.0 * Math.min(done, task.total()) / task.total());
    }

    /** Units per second, with a prefix from 1000 on. */
    String rate() {
        double rate = nanos == 0 ? 0 : done * NANOS / nanos;
        String number = rate >= 1e6 ? round(rate / 1e6) + "M" : rate >= 1e3 ? round(rate / 1e3) + "k" : round(rate);
        return number + " " + task.unit() + "/s";
    }

    /** Time left at the pace so far, or {@code -} before anything is known. */
    String left() {
        return done == 0 ? "-" : clock((long) (nanos / NANOS / done * Math.max(0, task.total() - done) + 0.5));
    }

    /** Whether it has taken so little time that nobody waited. */
    boolean brief() {
        return nanos < NANOS;
    }

    /** Time since the start. */
    String elapsed() {
        return clock((long) (nanos / NANOS));
    }

    private static String round(double number) {
        return String.format(Locale.ROOT, number < 100 ? "%.1f" : "%.0f", number);
    }

    private static String clock(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
