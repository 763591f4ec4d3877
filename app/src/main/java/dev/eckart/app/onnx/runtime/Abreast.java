package dev.eckart.app.onnx.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * How a model is run on many batches: several runs at a time, each with its share of the threads. Two threads that work on
 * one run wait for each other at every operator; two runs wait for nobody.
 *
 * @param runs how many runs go on at a time
 * @param threads threads of each of them
 */
public record Abreast(int runs, int threads) {
    /** More runs at a time would take more memory, whatever the machine. */
    private static final int MOST_RUNS = 2;

    /** What a run made; whoever looks at it lets go of it afterwards. */
    public interface Result extends AutoCloseable {
        @Override
        default void close() {}
    }

    /**
     * Looks at what a run made.
     *
     * @param <T> what runs make
     */
    public interface Look<T> {
        /**
         * Looks.
         *
         * @param number the run's number
         * @param made what it made
         */
        void at(int number, T made);
    }

    /**
     * Divides threads among runs.
     *
     * @param threads how many there are, at least 1
     * @return two runs with half of them each, or one run with the only one
     */
    public static Abreast of(int threads) {
        int runs = Math.min(MOST_RUNS, threads);
        return new Abreast(runs, threads / runs);
    }

    /**
     * One run at a time.
     *
     * @param threads its threads
     * @return no runs abreast
     */
    public static Abreast alone(int threads) {
        return new Abreast(1, threads);
    }

    /**
     * Makes runs, a few ahead of the one that is looked at. They are looked at one by one, in order, by the thread that asks
     * for them, so that what is summed of them has the same bits each time.
     *
     * @param <T> what runs make
     * @param from number of the first run
     * @param to the one after the last
     * @param make makes a run, on any thread
     * @param look told each of them
     */
    public <T extends Result> void each(int from, int to, IntFunction<T> make, Look<T> look) {
        if (runs == 1) {
            for (int number = from; number < to; number++) {
                try (T made = make.apply(number)) {
                    look.at(number, made);
                }
            }
            return;
        }
        ExecutorService workers = Executors.newFixedThreadPool(runs, Abreast::daemon);
        Deque<CompletableFuture<T>> ahead = new ArrayDeque<>();
        try {
            int next = from;
            for (int number = from; number < to; number++) {
                for (; next < to && next <= number + runs; next++) {
                    int one = next;
                    ahead.add(CompletableFuture.supplyAsync(() -> make.apply(one), workers));
                }
                try (T made = made(ahead.remove())) {
                    look.at(number, made);
                }
            }
        } finally {
            // What nobody looks at any more, because an earlier run failed, is let go of as soon as it is there.
            CompletableFuture.allOf(ahead.stream()
                            .map(run -> run.thenAccept(Result::close))
                            .toArray(CompletableFuture[]::new))
                    .handle((done, failure) -> failure == null)
                    .join();
            workers.shutdown();
        }
    }

    private static <T> T made(CompletableFuture<T> run) {
        try {
            return run.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            } else if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "run");
        thread.setDaemon(true);
        return thread;
    }
}
