package dev.eckart.engine;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** The heap, shared by tasks that run at a time: each waits until as much is free as it is expected to take. */
final class Room {
    /** Memory is counted in MiB. */
    private static final int UNIT_BITS = 20;

    private final int all;
    private final Semaphore free;

    Room(long bytes) {
        this.all = units(bytes);
        this.free = new Semaphore(all, true);
    }

    private static int units(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, (bytes >> UNIT_BITS) + 1);
    }

    /** Does work that takes so many bytes. What needs more than there is is tried all the same, with nothing beside it. */
    <T> T with(long bytes, Supplier<T> work) {
        int needed = Math.min(all, units(bytes));
        free.acquireUninterruptibly(needed);
        try {
            return work.get();
        } finally {
            free.release(needed);
        }
    }
}
