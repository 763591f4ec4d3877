package dev.eckart.app.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When something began. How long it takes is measured by a clock that nobody sets.
 *
 * @param time the time of day
 * @param nanoseconds {@link System#nanoTime}
 */
public record Beginning(Instant time, long nanoseconds) {
    /**
     * It begins.
     *
     * @return now
     */
    public static Beginning now() {
        return new Beginning(Instant.now(), System.nanoTime());
    }

    /**
     * When that was.
     *
     * @return to the second, in ISO 8601
     */
    public String started() {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * How long it takes.
     *
     * @return seconds until now, to the millisecond
     */
    public double seconds() {
        return (System.nanoTime() - nanoseconds) / 1_000_000 / 1000.0;
    }
}
