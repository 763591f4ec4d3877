package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.form.LayerStatistics;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was observed of a layer.
 *
 * @param seen what was seen of it, or empty if nothing could be
 * @param reason why nothing could be, or no gradient; empty if all was that was asked for
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
        LayerStatistics statistics = sums.statistics();
        return statistics.blocks().stream().allMatch(Observation::isFinite)
                ? new Observation(Optional.of(statistics), "")
                : nothing("what it takes or makes is not finite");
    }

    /**
     * The same with what is known of gradients.
     *
     * @param known what is known of the layer's
     * @return an observation with as many statistics more; with the reason, if none is known though it was asked for
     */
    public Observation with(Sensitivity known) {
        if (seen.isEmpty() || known.moments().isEmpty()) {
            return new Observation(seen, seen.isEmpty() ? reason : known.obstacle());
        }
        List<Statistics> blocks = seen.get().blocks();
        return new Observation(
                Optional.of(new LayerStatistics(
                        IntStream.range(0, blocks.size())
                                .mapToObj(block -> with(
                                        blocks.get(block),
                                        known.moments().get(block).get()))
                                .toList(),
                        seen.get().rows())),
                "");
    }

    private static Statistics with(Statistics one, Tensor gradients) {
        return new Statistics(one.samples(), one.mean(), one.covariance(), one.outputs(), Optional.of(gradients));
    }

    private static boolean isFinite(Statistics seen) {
        return Stream.of(Optional.of(seen.mean()), seen.covariance(), seen.outputs())
                .flatMap(Optional::stream)
                .map(Tensor::doubles)
                .allMatch(numbers -> Arrays.stream(numbers).allMatch(Double::isFinite));
    }
}
