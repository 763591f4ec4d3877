package dev.eckart.app.onnx.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Measures how long models take, side by side: they are run in turn, forwards and backwards, so that whatever else the
 * machine does falls on all of them alike.
 */
public final class Latency {
    private static final int MOST_ROUNDS = 1000;

    /** Of fewer, a difference that is more than chance could hardly be told from one that is not. */
    private static final int FEWEST_ROUNDS = 16;

    /** What a run sets up once is set up after these. */
    private static final int FEWEST_TO_WARM_UP = 2;

    /** Share of the patience that warming up may take. */
    private static final int WARM_UP = 4;

    /** How long more rounds than the fewest may take, for each model. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

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
     * @return for each, what its runs took in seconds, round by round, at least 16 rounds; others before
     *     them were to warm up
     * @throws dev.eckart.app.onnx.tensor.OnnxException if one cannot be run
     */
    public static List<double[]> times(List<Task> tasks) {
        return times(tasks, FEWEST_ROUNDS, PATIENCE, System::nanoTime);
    }

    /**
     * Measures, for as long as is said, so that something can hang on it. What models take that are run by one thread is the
     * time that this thread was on a processor, which is the same whatever else the machine does; so is the patience.
     *
     * @param tasks what to measure
     * @param fewest rounds at least
     * @param patience how long more rounds may take, for each model
     * @return for each, what its runs took in seconds, round by round; others before them were to warm up
     * @throws dev.eckart.app.onnx.tensor.OnnxException if one cannot be run
     */
    public static List<double[]> times(List<Task> tasks, int fewest, Duration patience) {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        boolean alone = thread.isCurrentThreadCpuTimeSupported()
                && tasks.stream().allMatch(task -> task.session().abreast().threads() == 1);
        return times(tasks, fewest, patience, alone ? thread::getCurrentThreadCpuTime : System::nanoTime);
    }

    private static List<double[]> times(List<Task> tasks, int fewest, Duration patience, LongSupplier clock) {
        List<GivenTensors> given = new ArrayList<>();
        try {
            tasks.forEach(task -> given.add(task.session().give(task.batch())));
            rounds(tasks, given, FEWEST_TO_WARM_UP, patience.dividedBy(WARM_UP), clock);
            return rounds(tasks, given, fewest, patience, clock);
        } finally {
            given.forEach(GivenTensors::close);
        }
    }

    private static List<double[]> rounds(
            List<Task> tasks, List<GivenTensors> given, int fewest, Duration patience, LongSupplier clock) {
        double[][] times = new double[given.size()][MOST_ROUNDS];
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, given.size()).boxed().toList());
        long end = clock.getAsLong() + patience.multipliedBy(given.size()).toNanos();
        int done = 0;
        for (; done < MOST_ROUNDS && (done < fewest || clock.getAsLong() < end); done++) {
            for (int i : order) {
                long start = clock.getAsLong();
                tasks.get(i).session().run(given.get(i));
                times[i][done] = (clock.getAsLong() - start) / 1e9;
            }
            Collections.reverse(order);
        }
        int rounds = done;
        return Arrays.stream(times).map(all -> Arrays.copyOf(all, rounds)).toList();
    }
}
