package dev.eckart.app.report;

import java.util.Optional;

/**
 * What a network costs to use, compiled for inference.
 *
 * @param macs multiply-accumulates a picture, after factors have been merged where that saves some
 * @param bytes size of the parameters
 * @param latency how long an answer takes
 * @param throughput how many answers there are in a time
 */
public record SpeedReport(long macs, long bytes, Latency latency, Throughput throughput) {
    /**
     * How long an answer takes.
     *
     * @param batch1Microseconds median time for a picture alone
     * @param quartiles the quartiles of that time; empty (null in JSON) where it is a median of several networks
     */
    public record Latency(double batch1Microseconds, Optional<Quartiles> quartiles) {}

    /**
     * How many answers there are in a time.
     *
     * @param batch1024PerSecond pictures a second in batches of 1024
     * @param quartiles the quartiles of that; empty (null in JSON) where it is a median of several networks
     */
    public record Throughput(double batch1024PerSecond, Optional<Quartiles> quartiles) {}

    /**
     * Between which half of all measurements lie.
     *
     * @param lower a quarter lies below
     * @param upper a quarter lies above
     */
    public record Quartiles(double lower, double upper) {}
}
