package dev.eckart.spi.engine;

import dev.eckart.spi.EckartException;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Carries out tasks, in this process or in others. Used by one thread at a time. */
public interface Engine extends AutoCloseable {
    /**
     * Carries out tasks in any order, and waits for them.
     *
     * <p>A task that fails is tried three times in all, unless it failed with an {@link EckartException}: that would be the
     * same again. A task that is lost with the process that carried it out is done again elsewhere; those already done are
     * not.
     *
     * @param tasks what is to be done
     * @param listener told of each, by the calling thread
     * @return their results, in their order
     * @throws EckartException if one cannot be done, or no worker is there to do it; nothing more is begun then
     * @throws CancellationException if the calling thread is interrupted; nothing more is begun then
     */
    List<Payload> run(List<Task> tasks, Listener listener);

    /** Frees what the engine has taken to carry out tasks. */
    @Override
    void close();

    /** Is told of tasks as they are carried out. */
    interface Listener {
        /**
         * A task has got further.
         *
         * @param task number of the task, from 0
         * @param detail a few words on how far it is
         */
        void progressed(int task, String detail);

        /**
         * A task is done. What is thrown here ends the job.
         *
         * @param task number of the task, from 0
         * @param result its result
         */
        void done(int task, Payload result);
    }
}
