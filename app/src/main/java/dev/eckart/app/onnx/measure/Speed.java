package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.Latency;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long models take for a batch of some size, measured side by side.
 *
 * @param batch samples of the batch
 * @param times what the runs of each model took, in the order they were given
 * @param roundsSlower share of rounds in which the last model took longer than the first, 0 to 1
 * @param rounds how often each was run
 * @param slowdown how the last model compares with the first
 */
public record Speed(int batch, List<Times> times, double roundsSlower, int rounds, Slowdown slowdown) {
    private static final int LARGE = 64;

    /** What a run of the larger batch may take; slow models get a smaller one. */
    private static final Duration LONGEST = Duration.ofMillis(50);

    private static final int FEWEST_LAPS = 32;
    private static final Duration RACE = Duration.ofSeconds(1);

    /**
     * What runs took.
     *
     * @param microseconds median time of a run
     * @param lowerQuartile time that a quarter of the runs stays below
     * @param upperQuartile time that a quarter of the runs exceeds
     */
    public record Times(double microseconds, double lowerQuartile, double upperQuartile) {
        static Times of(double[] seconds) {
            double[] sorted = seconds.clone();
            Arrays.sort(sorted);
            int rounds = sorted.length;
            return new Times(1e6 * sorted[rounds / 2], 1e6 * sorted[rounds / 4], 1e6 * sorted[3 * rounds / 4]);
        }
    }

    /**
     * Measures models with the same inputs, at one sample and, if they take any number, at a larger batch: of 64 samples,
     * or fewer where that takes more than a twentieth of a second.
     *
     * @param sessions the models
     * @param samples what to run them on, again from the first where there are too few; of different lengths, the one of
     *     middle length, again and again
     * @param stages told how much has been measured; while a model is timed, nobody is told anything
     * @return one entry a batch size; none if one of the models is run piece by piece, as nobody would use it
     * @throws dev.eckart.app.onnx.tensor.OnnxException if one cannot be run
     */
    public static List<Speed> of(List<ModelSession> sessions, Samples samples, Stages stages) {
        return of(sessions, samples, Optional.empty(), stages);
    }

    /** The same with another batch than one sample in its place. */
    static List<Speed> of(List<ModelSession> sessions, Samples samples, Optional<SampleBatch> asked, Stages stages) {
        List<OnnxSession> whole =
                sessions.stream().flatMap(session -> session.whole().stream()).toList();
        return whole.size() == sessions.size() ? ofWhole(whole, samples, asked, stages) : List.of();
    }

    /**
     * Measures models with one batch for a second and more each, so that something can hang on the times: a pause of the
     * machine is not most of them.
     *
     * @param sessions the models
     * @param batch what all are run on
     * @return what they took
     * @throws dev.eckart.app.onnx.tensor.OnnxException if one cannot be run
     */
    public static Speed race(List<OnnxSession> sessions, SampleBatch batch) {
        return of(batch.size(), Latency.times(tasks(sessions, batch.values()), FEWEST_LAPS, RACE));
    }

    private static List<Speed> ofWhole(
            List<OnnxSession> sessions, Samples samples, Optional<SampleBatch> asked, Stages stages) {
        List<Speed> speeds = new ArrayList<>();
        boolean open = samples.fixedBatch().isEmpty();
        Stages.Stage stage = new Stages.Stage("timing", open ? 2 : 1, "batch sizes");
        stages.reached(stage, 0);
        Samples typical = samples.typical();
        SampleBatch one = typical.batches(1).get(0);
        Speed single =
                asked.map(batch -> race(sessions, batch)).orElseGet(() -> of(sessions, one.size(), one.values()));
        speeds.add(single);
        stages.reached(stage, 1);
        int large = open ? single.affordable() : 1;
        if (large > single.batch()) {
            Samples some = samples.lengths().isPresent() ? typical : samples.slice(0, Math.min(large, samples.count()));
            Map<String, Values> values = new SampleBatch(some, 0, some.count(), large).values();
            speeds.add(of(sessions, large, values));
        }
        stages.reached(stage, stage.total());
        return speeds;
    }

    /** The largest batch, of a power of two, that no model is likely to take too long for. */
    private int affordable() {
        double slowest = times.stream().mapToDouble(Times::microseconds).max().orElseThrow();
        double samples = batch * LONGEST.toNanos() / 1e3 / slowest;
        return samples < 1 ? 1 : Integer.highestOneBit((int) Math.min(LARGE, samples));
    }

    private static Speed of(List<OnnxSession> sessions, int batch, Map<String, Values> values) {
        return of(batch, Latency.times(tasks(sessions, values)));
    }

    private static List<Latency.Task> tasks(List<OnnxSession> sessions, Map<String, Values> values) {
        return sessions.stream()
                .map(session -> new Latency.Task(session, values))
                .toList();
    }

    /** From what each model's runs took in seconds, round by round. */
    static Speed of(int batch, List<double[]> seconds) {
        double[] first = seconds.get(0);
        double[] last = seconds.get(seconds.size() - 1);
        int slower = 0;
        for (int round = 0; round < first.length; round++) {
            slower += last[round] > first[round] ? 1 : 0;
        }
        return new Speed(
                batch,
                seconds.stream().map(Times::of).toList(),
                (double) slower / first.length,
                first.length,
                Slowdown.of(first, last));
    }
}
