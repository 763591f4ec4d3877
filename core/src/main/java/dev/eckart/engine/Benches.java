package dev.eckart.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The workplaces of this process: as many as are in use at a time, each handed from task to task with what it keeps. */
final class Benches {
    private final ClassLoader plugins;
    private final Forgettable common = new Forgettable();
    private final Deque<Bench> free = new ArrayDeque<>();

    Benches(ClassLoader plugins) {
        this.plugins = plugins;
    }

    /** One that nobody else uses; the one that was used last, if there is one. */
    synchronized Bench take() {
        return Optional.ofNullable(free.poll())
                .orElseGet(() -> new Bench(plugins, common, new Forgettable(), detail -> {}));
    }

    synchronized void giveBack(Bench bench) {
        free.push(bench);
    }
}
