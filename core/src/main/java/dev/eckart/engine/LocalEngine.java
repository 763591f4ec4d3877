package dev.eckart.engine;

import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Carries out tasks in threads of this process, as many at a time as there are workers and as fit into the heap. */
final class LocalEngine implements Engine {
    /** How long tasks that are not wanted any more are waited for: one may have nothing to tell for a long time. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TaskRunner runner;
    private final Benches benches;
    private final int workers;
    private final long memory;
    private final Duration patience;

    LocalEngine(ClassLoader kinds, int workers, long memory) {
        this(kinds, workers, memory, PATIENCE);
    }

    /** An engine that waits so long for tasks that are not wanted any more. */
    LocalEngine(ClassLoader kinds, int workers, long memory, Duration patience) {
        this.patience = patience;
        this.runner = TaskRunner.of(kinds);
        this.benches = new Benches(kinds);
        this.workers = workers;
        this.memory = memory;
    }

    @Override
    public List<Payload> run(List<Task> tasks, Listener listener) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(workers, tasks.size()), LocalEngine::daemon);
        Run run = new Run(tasks, new Room(memory));
        try {
            for (int i = 0; i < tasks.size(); i++) {
                int task = i;
                threads.execute(() -> run.carryOut(task));
            }
            return run.results(listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            run.over.set(true);
            threads.shutdownNow();
            settle(threads);
        }
    }

    /** Tasks that are not wanted any more notice it when they next tell how far they are; what they write is theirs until then. */
    private void settle(ExecutorService threads) {
        try {
            threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Who interrupts does not wait.
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "eckart-task");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        // Threads end with the job that they were made for.
    }

    /** What happens to a task, for the thread that waits for all of them. */
    private interface Event {
        void tell(Listener listener, Payload[] results);
    }

    /** Tasks on their way. */
    private final class Run {
        private final List<Task> tasks;
        private final Room room;
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private final AtomicBoolean over = new AtomicBoolean();

        Run(List<Task> tasks, Room room) {
            this.tasks = tasks;
            this.room = room;
        }

        void carryOut(int number) {
            Task task = tasks.get(number);
            try {
                Payload result = room.with(task.memory(), () -> result(number, task));
                events.add((listener, results) -> {
                    results[number] = result;
                    listener.done(number, result);
                });
            } catch (RuntimeException | Error e) {
                events.add((listener, results) -> {
                    throw e;
                });
            }
        }

        private Payload result(int number, Task task) {
            Bench bench = benches.take();
            try {
                requireWanted();
                return runner.run(task, bench.telling(detail -> progressed(number, detail)));
            } finally {
                benches.giveBack(bench);
            }
        }

        private void progressed(int number, String detail) {
            requireWanted();
            events.add((listener, results) -> listener.progressed(number, detail));
        }

        private void requireWanted() {
            if (over.get()) {
                throw new CancellationException("the job has ended");
            }
        }

        List<Payload> results(Listener listener) throws InterruptedException {
            Payload[] results = new Payload[tasks.size()];
            while (Arrays.asList(results).contains(null)) {
                events.take().tell(listener, results);
            }
            return List.of(results);
        }
    }
}
