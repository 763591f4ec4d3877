package dev.eckart.app.frontier;

import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.SpeedReport;
import dev.eckart.app.report.TrainingStatus;
import dev.eckart.app.report.text.RunText;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of networks compressed in one way to one size.
 *
 * @param layers what became of the linear layers, a text for each seed
 * @param parameters number of parameters
 * @param ratio the base's parameters over the mean of these
 * @param factorised accuracy when just factorised
 * @param accuracy accuracy after fine-tuning
 * @param gain accuracy after fine-tuning less that of the same seed's base; below 0 for a loss
 * @param latency how long an answer takes, the median of the seeds
 * @param throughput how many answers there are in a time, the median of the seeds
 * @param time what a picture alone takes of the base's time, in turn with it; empty (null in JSON) in reports of an Eckart
 *     that did not measure it so
 * @param trained how many of them neither died nor diverged
 * @param best whether no other point is both smaller and more accurate, by the means
 */
public record Measured(
        List<String> layers,
        Spread parameters,
        double ratio,
        Spread factorised,
        Spread accuracy,
        Spread gain,
        SpeedReport.Latency latency,
        SpeedReport.Throughput throughput,
        Optional<Spread> time,
        int trained,
        boolean best) {
    static Measured of(List<Trial> trials) {
        List<LevelReport> levels =
                trials.stream().map(trial -> trial.level().orElseThrow()).toList();
        Spread parameters = Spread.of(levels, level -> level.parameters());
        return new Measured(
                levels.stream().map(level -> RunText.choices(level.choices())).toList(),
                parameters,
                trials.get(0).base().parameters() / parameters.mean(),
                Spread.of(levels, level -> level.beforeFineTune().test().accuracy()),
                Spread.of(levels, level -> level.test().accuracy()),
                Spread.of(trials, Measured::gain),
                new SpeedReport.Latency(
                        Spread.median(levels, level -> level.latency().batch1Microseconds()),
                        Optional.empty(),
                        Optional.empty()),
                new SpeedReport.Throughput(
                        Spread.median(levels, level -> level.throughput().batch1024PerSecond()),
                        Optional.empty(),
                        Optional.empty()),
                time(levels),
                (int) levels.stream()
                        .filter(level -> level.status() == TrainingStatus.TRAINED)
                        .count(),
                false);
    }

    private static Optional<Spread> time(List<LevelReport> levels) {
        List<Double> shares = levels.stream()
                .flatMap(level -> level.latency().share().stream())
                .map(SpeedReport.Share::median)
                .toList();
        return shares.size() < levels.size() ? Optional.empty() : Optional.of(Spread.of(shares));
    }

    private static double gain(Trial trial) {
        return trial.level().orElseThrow().test().accuracy()
                - trial.base().test().accuracy();
    }

    Measured best(boolean on) {
        return new Measured(
                layers, parameters, ratio, factorised, accuracy, gain, latency, throughput, time, trained, on);
    }

    boolean beats(Measured other) {
        return parameters.mean() <= other.parameters.mean()
                && accuracy.mean() >= other.accuracy.mean()
                && (parameters.mean() < other.parameters.mean() || accuracy.mean() > other.accuracy.mean());
    }
}
