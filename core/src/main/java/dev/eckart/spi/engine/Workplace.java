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
     * Tells how far a task is, for a person to read. To be called now and then: this is also where a task is ended that is
     * no longer wanted.
     *
     * @param detail a few words, such as {@code epoch 3/10}
     * @throws CancellationException if the job has ended
     */
    void progress(String detail);

    /**
     * An object that the tasks of this workplace share, made by the first that needs it. It may be forgotten when memory is
     * short, and is made again then.
     *
     * @param <T> type of the object
     * @param type its class
     * @param key what it depends on: one object of a class is kept for each key
     * @param make makes it
     * @return the object; not to be used by another thread
     */
    <T> T own(Class<T> type, String key, Supplier<T> make);

    /**
     * An object that the tasks of all workplaces of a process share, made by the first that needs it. It may be forgotten
     * when memory is short, and is made again then.
     *
     * @param <T> type of the object, which several threads can use at a time
     * @param type its class
     * @param key what it depends on: one object of a class is kept for each key
     * @param make makes it; other tasks that ask for a shared object may wait meanwhile
     * @return the object
     */
    <T> T shared(Class<T> type, String key, Supplier<T> make);
}
