package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.Latency;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long models take for a batch of some size, measured side by side.
 *
 * @param batch samples of the batch
 * @param microseconds median time of a run of each model, in the order they were given
 * @param roundsSlower share of rounds in which the last model took longer than the first, 0 to 1
 * @param rounds how often each was run
 */
public record Speed(int batch, List<Double> microseconds, double roundsSlower, int rounds) {
    private static final int LARGE = 64;

    /** A difference of the medians that nobody would notice. */
    private static final double UNNOTICED = 0.03;

    /** Standard deviations of a fair coin that a share of rounds must be off to be more than chance. */
    private static final double SIGNIFICANT = 3;

    /** How the last model compares with the first. */
    public enum Verdict {
        /** It takes less time, by more than chance. */
        FASTER,
        /** No difference that is more than chance, or none that anybody would notice. */
        AS_FAST,
        /** It takes more time, by more than chance. */
        SLOWER
    }

    /**
     * Measures models with the same inputs, at one sample and, if they take any number, at a larger batch.
     *
     * @param sessions the models
     * @param samples what to run them on, again from the first where there are too few
     * @param stages told how much has been measured; while a model is timed, nobody is told anything
     * @return one entry a batch size
     * @throws dev.eckart.app.onnx.model.OnnxException if one cannot be run
     */
    public static List<Speed> of(List<OnnxSession> sessions, Samples samples, Stages stages) {
        List<Speed> speeds = new ArrayList<>();
        boolean open = samples.fixedBatch().isEmpty();
        Stages.Stage stage = new Stages.Stage("timing", open ? 2 : 1, "batch sizes");
        stages.reached(stage, 0);
        Samples.Batch one = samples.slice(0, 1).batches(1).get(0);
        speeds.add(of(sessions, one.size(), one.values()));
        stages.reached(stage, 1);
        if (open) {
            Samples some = samples.slice(0, Math.min(LARGE, samples.count()));
            Map<String, Values> large = new Samples.Batch(some, 0, some.count(), LARGE).values();
            speeds.add(of(sessions, LARGE, large));
            stages.reached(stage, 2);
        }
        return speeds;
    }

    private static Speed of(List<OnnxSession> sessions, int batch, Map<String, Values> values) {
        List<double[]> times = Latency.times(sessions.stream()
                .map(session -> new Latency.Task(session, values))
                .toList());
        double[] first = times.get(0);
        double[] last = times.get(times.size() - 1);
        int slower = 0;
        for (int round = 0; round < first.length; round++) {
            slower += last[round] > first[round] ? 1 : 0;
        }
        return new Speed(
                batch,
                times.stream().map(all -> 1e6 * Latency.median(all)).toList(),
                (double) slower / first.length,
                first.length);
    }

    /**
     * How the last model compares with the first.
     *
     * @return slower or faster if that is neither chance nor unnoticeable
     */
    public Verdict verdict() {
        double change = microseconds.get(microseconds.size() - 1) / microseconds.get(0) - 1;
        double chance = SIGNIFICANT / (2 * Math.sqrt(rounds));
        if (Math.abs(change) < UNNOTICED || Math.abs(roundsSlower - 0.5) < chance) {
            return Verdict.AS_FAST;
        }
        return change > 0 ? Verdict.SLOWER : Verdict.FASTER;
    }
}
