package dev.eckart.app.report;

import java.util.List;

/**
 * A trained network: what it is, how it does, and at what cost.
 *
 * @param parameters number of its parameters
 * @param macs multiply-accumulate operations for one picture, after factors have been merged where that saves some
 * @param bytes size of its parameters
 * @param latency how long an answer takes; measured
 * @param throughput how many answers there are in a time; measured
 * @param layers its layers
 * @param status what became of its training
 * @param epochs its training
 * @param train how it does on the training pictures, not augmented
 * @param test how it does on the test pictures
 * @param confusion test pictures by true class (row) and predicted class (column)
 */
public record NetworkReport(
        long parameters,
        long macs,
        long bytes,
        SpeedReport.Latency latency,
        SpeedReport.Throughput throughput,
        List<LayerReport> layers,
        TrainingStatus status,
        List<EpochReport> epochs,
        Metrics train,
        Metrics test,
        int[][] confusion) {
    /**
     * The same network measured again.
     *
     * @param speed what was measured
     * @return another report
     */
    public NetworkReport with(SpeedReport speed) {
        return new NetworkReport(
                parameters,
                speed.macs(),
                speed.bytes(),
                speed.latency(),
                speed.throughput(),
                layers,
                status,
                epochs,
                train,
                test,
                confusion);
    }
}
