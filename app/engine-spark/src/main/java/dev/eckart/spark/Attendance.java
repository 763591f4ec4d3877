package dev.eckart.spark;

import java.time.Duration;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Knows how long nobody has worked. */
final class Attendance extends SparkListener {
    private int working;
    private long since = System.nanoTime();

    /** Whoever has come needs a moment until the first task. */
    @Override
    public synchronized void onExecutorAdded(SparkListenerExecutorAdded added) {
        since = System.nanoTime();
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart started) {
        working++;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd ended) {
        working--;
        since = System.nanoTime();
    }

    /** A job begins, of which the first task may be late. */
    synchronized void begin() {
        working = 0;
        since = System.nanoTime();
    }

    synchronized boolean isEmptyFor(Duration patience) {
        return working <= 0 && System.nanoTime() - since > patience.toNanos();
    }
}
