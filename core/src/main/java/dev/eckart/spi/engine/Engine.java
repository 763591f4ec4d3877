package dev.eckart.spi.engine;

import dev.eckart.spi.EckartException;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Carries out tasks, here or elsewhere. Used by one thread at a time. */
public interface Engine extends AutoCloseable {
    /**
     * Carries out tasks in any order, and waits for them.
     *
     * <p>A task that fails is tried three times in all, unless it said itself why it cannot be done. One that is lost with
     * the process that carried it out is done again elsewhere; the others are not.
     *
     * @param tasks what is to be done
     * @param listener told of each, by the thread that called
     * @return what came of them, in their order
     * @throws EckartException if one cannot be done, or nobody is there to do it; nothing more is begun then
     * @throws CancellationException if the thread that called is interrupted; nothing more is begun then
     */
    List<Payload> run(List<Task> tasks, Listener listener);

    /** Gives back what was taken to carry out tasks. */
    @Override
    void close();

    /** Is told of tasks as they are carried out. */
    interface Listener {
        /**
         * A task goes on.
         *
         * @param task number of the task, from 0
         * @param detail a few words on how far it is
         */
        void progressed(int task, String detail);

        /**
         * A task is done. What is thrown here ends the job.
         *
         * @param task number of the task, from 0
         * @param result what came of it
         */
        void done(int task, Payload result);
    }
}
