package dev.eckart.faulty;

import dev.eckart.engine.LocalEngineProvider;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.EngineProvider;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** What can be wrong with an engine, and the rules of the conformance kit that must notice it. */
enum EngineFault {
    NONE("", Engine::run),

    /** Results are in the order in which they came, or in any other. */
    IN_ANOTHER_ORDER("E1 E3 E7 E9 E11", (engine, tasks, listener) -> {
        List<Payload> results = new ArrayList<>(engine.run(tasks, listener));
        Collections.reverse(results);
        return results;
    }),

    /** A result is told as soon as somebody has it, and again when all are there. */
    TELLS_TWICE("E2", (engine, tasks, listener) -> {
        List<Payload> results = engine.run(tasks, listener);
        results.forEach(result -> listener.done(results.indexOf(result), result));
        return results;
    }),

    /** Whoever carries out a task tells the listener, whose complaints nobody hears. */
    TELLS_FROM_ANYWHERE(
            "E2 E10",
            (engine, tasks, listener) -> engine.run(tasks, new Engine.Listener() {
                @Override
                public void progressed(int task, String detail) {}

                @Override
                public void done(int task, Payload result) {
                    CompletableFuture.runAsync(() -> listener.done(task, result))
                            .exceptionally(thrown -> null)
                            .join();
                }
            })),

    /** What was tried three times is tried three times more. */
    TRIES_THE_JOB_AGAIN("E4 E5", (engine, tasks, listener) -> {
        try {
            return engine.run(tasks, listener);
        } catch (EckartException e) {
            return engine.run(tasks, listener);
        }
    }),

    /** The failure is wrapped by what the engine has to say. */
    TALKS_OF_ITSELF("E5 E10", (engine, tasks, listener) -> {
        try {
            return engine.run(tasks, listener);
        } catch (EckartException e) {
            throw new EckartException("the job failed: " + e.getMessage(), e);
        }
    }),

    /** What is large is sent once, and is still there under its name when the next job sends another. */
    HANDS_OUT_WHAT_IT_HAS("E11", new Doing() {
        private final Map<String, byte[]> sent = new HashMap<>();

        @Override
        public List<Payload> run(Engine engine, List<Task> tasks, Engine.Listener listener) {
            return engine.run(tasks.stream().map(this::sparing).toList(), listener);
        }

        private Task sparing(Task task) {
            Map<String, byte[]> parts = new HashMap<>(task.inputs().parts());
            parts.replaceAll((name, part) -> part.length < 1 << 16 ? part : sent.computeIfAbsent(name, same -> part));
            return task.with(new Payload(parts));
        }
    }),

    /** Nobody knows any more that the thread was interrupted. */
    FORGETS_THE_INTERRUPTION("E8", (engine, tasks, listener) -> {
        try {
            return engine.run(tasks, listener);
        } catch (CancellationException e) {
            Thread.interrupted();
            throw e;
        }
    });

    /** How a job is done with an engine that is right. */
    interface Doing {
        List<Payload> run(Engine engine, List<Task> tasks, Engine.Listener listener);
    }

    private final String rules;
    private final Doing doing;

    EngineFault(String rules, Doing doing) {
        this.rules = rules;
        this.doing = doing;
    }

    /** The rules that must fail. */
    String rules() {
        return rules;
    }

    /** A new engine with this fault. */
    Engine engine() {
        Engine sound = new LocalEngineProvider()
                .open(new EngineProvider.Settings(
                        EngineFault.class.getClassLoader(),
                        List.of(),
                        Optional.empty(),
                        2,
                        1,
                        Duration.ofSeconds(1),
                        Map.of()));
        return new Engine() {
            @Override
            public List<Payload> run(List<Task> tasks, Listener listener) {
                return doing.run(sound, tasks, listener);
            }

            @Override
            public void close() {
                sound.close();
            }
        };
    }
}
