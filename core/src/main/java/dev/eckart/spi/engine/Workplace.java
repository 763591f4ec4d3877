package dev.eckart.spi.engine;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Where tasks are carried out, one after the other. A process may have several, each used by one thread at a time. */
public interface Workplace {
    /**
     * Finds plug-ins, and all that comes with Eckart.
     *
     * @return a class loader
     */
    ClassLoader plugins();

    /**
     * Tells how far a task is, for a person to read. To be called now and then: it is also where a task ends that nobody
     * waits for any more.
     *
     * @param detail a few words, such as {@code epoch 3/10}
     * @throws CancellationException if the job has ended
     */
    void progress(String detail);

    /**
     * What the tasks of this workplace have in common, made by the first that needs it. It may be forgotten when memory is
     * short, and is made again then.
     *
     * @param <T> what it is
     * @param type its class
     * @param key what it depends on
     * @param make makes it
     * @return it; not to be used by another thread
     */
    <T> T own(Class<T> type, String key, Supplier<T> make);

    /**
     * What the tasks of all workplaces of a process have in common, made by the first that needs it. It may be forgotten
     * when memory is short, and is made again then.
     *
     * @param <T> what it is
     * @param type its class; several threads can use what is made at a time
     * @param key what it depends on
     * @param make makes it
     * @return it
     */
    <T> T shared(Class<T> type, String key, Supplier<T> make);
}
