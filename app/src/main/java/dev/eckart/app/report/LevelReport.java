package dev.eckart.app.report;

import dev.eckart.spi.EckartException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The network compressed to one level and fine-tuned.
 *
 * @param level nominal compression; empty (null in JSON) for a budget of another kind
 * @param budget how small it was to get
 * @param floor how that was found, if an accuracy was to be kept; empty (null in JSON) if not
 * @param time how that was found, if a time was to be kept; empty (null in JSON) if not
 * @param title what a person calls that, such as {@code 2x}
 * @param decomposer how the layers were factorised
 * @param allocator how the ranks were chosen
 * @param ranks rank of each linear layer of the base; empty (null in JSON) where it stayed dense
 * @param choices what became of each linear layer of the base
 * @param gap by how much the predicted damage may exceed the least possible, as a share of it; empty (null in JSON) if the
 *     allocator does not tell
 * @param parameters number of its parameters
 * @param ratio true compression: the base's parameters over these
 * @param macs multiply-accumulate operations for one picture, after factors have been merged where that saves some
 * @param bytes size of its parameters
 * @param latency how long an answer takes; measured
 * @param throughput how many answers there are in a time; measured
 * @param keptDense layers left dense because their factors were not faster
 * @param layers its layers
 * @param learningRate step size of the fine-tuning
 * @param beforeFineTune how it did when just factorised
 * @param status what became of the fine-tuning
 * @param failure why the fine-tuning stopped early; empty (null in JSON) if it did not
 * @param epochs its fine-tuning
 * @param train how it does on the training pictures, not augmented
 * @param test how it does on the test pictures
 * @param confusion test pictures by true class (row) and predicted class (column)
 * @param change which test pictures it answers otherwise than the base
 */
public record LevelReport(
        OptionalInt level,
        BudgetReport budget,
        Optional<FloorReport> floor,
        Optional<TimeLimitReport> time,
        String title,
        String decomposer,
        String allocator,
        List<OptionalInt> ranks,
        List<ChoiceReport> choices,
        OptionalDouble gap,
        long parameters,
        double ratio,
        long macs,
        long bytes,
        SpeedReport.Latency latency,
        SpeedReport.Throughput throughput,
        List<KeptDense> keptDense,
        List<LayerReport> layers,
        double learningRate,
        BeforeFineTune beforeFineTune,
        TrainingStatus status,
        Optional<String> failure,
        List<EpochReport> epochs,
        Metrics train,
        Metrics test,
        int[][] confusion,
        ChangeReport change) {
    /**
     * How it did when just factorised.
     *
     * @param test on the test pictures
     */
    public record BeforeFineTune(Metrics test) {}

    /**
     * Makes sure that this is a network to be used.
     *
     * @throws EckartException if its fine-tuning diverged
     */
    public void requireConverged() {
        if (status == TrainingStatus.DIVERGED) {
            throw new EckartException("level " + title + ": " + failure.orElse("the network's loss is not a number"));
        }
    }

    /**
     * The same network measured again.
     *
     * @param speed what was measured
     * @return another report
     */
    public LevelReport with(SpeedReport speed) {
        return new LevelReport(
                level,
                budget,
                floor,
                time,
                title,
                decomposer,
                allocator,
                ranks,
                choices,
                gap,
                parameters,
                ratio,
                speed.macs(),
                speed.bytes(),
                speed.latency(),
                speed.throughput(),
                keptDense,
                layers,
                learningRate,
                beforeFineTune,
                status,
                failure,
                epochs,
                train,
                test,
                confusion,
                change);
    }
}
