package dev.eckart.app.report;

/**
 * A layer that was not factorised because that would not have made it faster.
 *
 * @param layer its name
 * @param offered the candidate that it would have been replaced by
 * @param latency what was measured
 */
public record KeptDense(String layer, String offered, Comparison latency) {
    /**
     * Median times for a batch.
     *
     * @param batch pictures in it
     * @param factorsMicroseconds time of the factors
     * @param layerMicroseconds time of the layer itself
     */
    public record Comparison(int batch, double factorsMicroseconds, double layerMicroseconds) {}
}
