package dev.eckart.app.report;

import java.util.Optional;

/**
 * What a network costs to use, compiled for inference.
 *
 * @param macs multiply-accumulate operations for one picture, after factors have been merged where that saves some
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
     * @param share what it is of the base's; empty (null in JSON) of the base itself and where it is not known
     */
    public record Latency(double batch1Microseconds, Optional<Quartiles> quartiles, Optional<Share> share) {}

    /**
     * How many answers there are in a time.
     *
     * @param batch1024PerSecond pictures a second in batches of 1024
     * @param quartiles the quartiles of that; empty (null in JSON) where it is a median of several networks
     * @param share what such a batch takes of the base's time; empty (null in JSON) of the base itself and where it is not
     *     known
     */
    public record Throughput(double batch1024PerSecond, Optional<Quartiles> quartiles, Optional<Share> share) {}

    /**
     * What a network takes of the base's time, as a factor, measured in rounds in each of which both were run.
     *
     * @param median the median of the rounds
     * @param quartiles their quartiles
     */
    public record Share(double median, Quartiles quartiles) {}

    /**
     * The quartiles, between which half of all measurements lie.
     *
     * @param lower a quarter lies below
     * @param upper a quarter lies above
     */
    public record Quartiles(double lower, double upper) {}
}
