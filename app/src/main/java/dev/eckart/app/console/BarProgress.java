package dev.eckart.app.console;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A bar that is redrawn in place, at most ten times a second; of what took less than a second, nothing stays. */
final class BarProgress implements Progress {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int BAR = 16;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Task task;
    private final PrintWriter out;
    private final int columns;
    private final LongSupplier clock;
    private final long started;
    private long drawn;
    private Pace pace;
    private String detail = "";

    /** A bar for a task on a terminal of the given width; the clock counts nanoseconds. */
    BarProgress(Task task, PrintWriter out, int columns, LongSupplier clock) {
        this.task = task;
        this.out = out;
        this.columns = columns;
        this.clock = clock;
        this.started = clock.getAsLong();
        this.drawn = started - INTERVAL;
        this.pace = new Pace(task, 0, 0);
    }

    @Override
    public void update(long done, String words) {
        long now = clock.getAsLong();
        pace = new Pace(task, done, now - started);
        detail = words;
        if (now - drawn >= INTERVAL) {
            drawn = now;
            draw("left " + pace.left());
        }
    }

    private void draw(String time) {
        int filled = BAR * pace.percent() / 100;
        String bar = "#".repeat(filled) + ".".repeat(BAR - filled);
        String line = String.format(
                "%s [%s] %3d %%  %s  %s  %s", task.title(), bar, pace.percent(), time, detail, pace.rate());
        // The last column stays free: some terminals wrap a line that fills it.
        out.print(ERASE_LINE + line.substring(0, Math.min(line.length(), columns - 1)));
        out.flush();
    }

    @Override
    public void close() {
        if (pace.brief()) {
            out.print(ERASE_LINE);
            out.flush();
            return;
        }
        draw("took " + pace.elapsed());
        out.println();
        out.flush();
    }
}
