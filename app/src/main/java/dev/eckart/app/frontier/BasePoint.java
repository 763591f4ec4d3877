package dev.eckart.app.frontier;

import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.SpeedReport;
import java.util.List;
import java.util.Optional;

/**
 * The networks before compression, of one form and of several seeds.
 *
 * @param parameters number of parameters of each
 * @param accuracy top-1 accuracy on the test pictures, 0 to 1
 * @param latency how long an answer takes, the median of the seeds
 * @param throughput how many answers there are in a time, the median of the seeds
 */
public record BasePoint(
        long parameters, Spread accuracy, SpeedReport.Latency latency, SpeedReport.Throughput throughput) {
    static BasePoint of(List<NetworkReport> bases) {
        return new BasePoint(
                bases.get(0).parameters(),
                Spread.of(bases, base -> base.test().accuracy()),
                new SpeedReport.Latency(
                        Spread.median(bases, base -> base.latency().batch1Microseconds()),
                        Optional.empty(),
                        Optional.empty()),
                new SpeedReport.Throughput(
                        Spread.median(bases, base -> base.throughput().batch1024PerSecond()),
                        Optional.empty(),
                        Optional.empty()));
    }
}
