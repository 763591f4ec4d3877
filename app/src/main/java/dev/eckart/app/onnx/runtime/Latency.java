package dev.eckart.app.onnx.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures how long models take, side by side: they are run in turn, so that whatever else the machine does falls on all of
 * them alike.
 */
public final class Latency {
    private static final int MOST_ROUNDS = 1000;
    /** Of fewer there is no median to speak of. */
    private static final int FEWEST_ROUNDS = 5;

    private static final Duration PATIENCE = Duration.ofMillis(400);

    private Latency() {}

    /**
     * A model, and what it is run on.
     *
     * @param session the model
     * @param batch a value for each input
     */
    public record Task(OnnxSession session, Map<String, Values> batch) {}

    /**
     * Measures.
     *
     * @param tasks what to measure
     * @return for each, the median time of a run in seconds, after as many runs to warm up
     * @throws dev.eckart.app.onnx.model.OnnxException if one cannot be run
     */
    public static List<Double> medians(List<Task> tasks) {
        List<OnnxSession.Given> given = new ArrayList<>();
        try {
            tasks.forEach(task -> given.add(task.session().give(task.batch())));
            rounds(given);
            return rounds(given);
        } finally {
            given.forEach(OnnxSession.Given::close);
        }
    }

    private static List<Double> rounds(List<OnnxSession.Given> given) {
        long[][] times = new long[given.size()][MOST_ROUNDS];
        long end = System.nanoTime() + PATIENCE.multipliedBy(given.size()).toNanos();
        int done = 0;
        for (; done < MOST_ROUNDS && (done < FEWEST_ROUNDS || System.nanoTime() < end); done++) {
            for (int i = 0; i < times.length; i++) {
                long start = System.nanoTime();
                given.get(i).run();
                times[i][done] = System.nanoTime() - start;
            }
        }
        List<Double> medians = new ArrayList<>();
        for (long[] all : times) {
            long[] measured = Arrays.copyOf(all, done);
            Arrays.sort(measured);
            medians.add(measured[done / 2] / 1e9);
        }
        return medians;
    }
}
