package dev.eckart.app.report;

import java.util.List;

/**
 * How the best network that takes no more than a time was found.
 *
 * @param batch pictures that are computed together
 * @param baseMicroseconds what a picture of such a batch took of the base
 * @param askedMicroseconds what it may take
 * @param predictedMicroseconds what the layers of the network that was found were predicted to take
 * @param measuredMicroseconds what it took, by its share of the base's time in turn with it, before it was fine-tuned
 * @param tries the networks that were measured, in the order of the search
 */
public record TimeLimitReport(
        int batch,
        double baseMicroseconds,
        double askedMicroseconds,
        double predictedMicroseconds,
        double measuredMicroseconds,
        List<TimedSize> tries) {
    /**
     * A network that was measured.
     *
     * @param parameters number of its parameters
     * @param predictedMicroseconds what its layers were predicted to take
     * @param measuredMicroseconds what it took
     */
    public record TimedSize(long parameters, double predictedMicroseconds, double measuredMicroseconds) {}
}
