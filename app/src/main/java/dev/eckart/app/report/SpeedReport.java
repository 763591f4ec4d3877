package dev.eckart.app.report;

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
     */
    public record Latency(double batch1Microseconds) {}

    /**
     * How many answers there are in a time.
     *
     * @param batch1024PerSecond pictures a second in batches of 1024
     */
    public record Throughput(double batch1024PerSecond) {}
}
