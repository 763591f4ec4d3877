package dev.eckart.app.console;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Sparse plain lines for logs: one every ten seconds, but not before another tenth of the work or a minute is done, and one
 * at the end of what took a second or more.
 */
final class LineProgress implements Progress {
    private static final long SHORTEST = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);
    private static final int STEP = 10;

    private final Task task;
    private final PrintWriter out;
    private final LongSupplier clock;
    private final long started;
    private long written;
    private int writtenPercent;
    private Pace pace;
    private String detail = "";

    /** Lines for a task; the clock counts nanoseconds. */
    LineProgress(Task task, PrintWriter out, LongSupplier clock) {
        this.task = task;
        this.out = out;
        this.clock = clock;
        this.started = clock.getAsLong();
        this.written = started;
        this.pace = new Pace(task, 0, 0);
    }

    @Override
    public void update(long done, String words) {
        long now = clock.getAsLong();
        pace = new Pace(task, done, now - started);
        detail = words;
        boolean further = pace.percent() - writtenPercent >= STEP;
        if (now - written >= (further ? SHORTEST : LONGEST)) {
            written = now;
            writtenPercent = pace.percent();
            write("left " + pace.left());
        }
    }

    private void write(String time) {
        String words = detail.isEmpty() ? "" : ", " + detail;
        out.println(task.title() + ": " + pace.percent() + " %, " + time + ", " + pace.rate() + words);
        out.flush();
    }

    @Override
    public void close() {
        if (!pace.brief()) {
            write("took " + pace.elapsed());
        }
    }
}
