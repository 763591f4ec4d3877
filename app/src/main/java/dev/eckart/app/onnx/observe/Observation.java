package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.form.LayerStatistics;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was observed of a layer.
 *
 * @param seen what was seen of it, or empty if nothing could be
 * @param reason why nothing could be, empty if something was
 */
public record Observation(Optional<LayerStatistics> seen, String reason) {
    static Observation nothing(String reason) {
        return new Observation(Optional.empty(), reason);
    }

    /** Statistics of rows that there were, all of whose numbers are finite; others are none. */
    static Observation of(LayerSums sums) {
        if (!sums.isComplete()) {
            return nothing("no sample reaches it");
        }
        List<Statistics> statistics = sums.statistics();
        return statistics.stream().allMatch(Observation::isFinite)
                ? new Observation(Optional.of(new LayerStatistics(statistics)), "")
                : nothing("what it takes or makes is not finite");
    }

    private static boolean isFinite(Statistics seen) {
        return Stream.of(Optional.of(seen.mean()), seen.covariance(), seen.outputs())
                .flatMap(Optional::stream)
                .map(Tensor::doubles)
                .allMatch(numbers -> Arrays.stream(numbers).allMatch(Double::isFinite));
    }
}
