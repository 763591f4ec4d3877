package dev.eckart.spi.engine;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.Named;

/**
 * Carries out tasks of one kind, found by its name wherever a task is to be done. Several threads may use one at a time, each
 * with another workplace.
 */
public interface TaskKind extends Named {
    /**
     * Carries out a task.
     *
     * @param task what is to be done; its references can be read
     * @param workplace where it is done
     * @return its result: the same bits for the same task, wherever it is carried out
     * @throws EckartException if it cannot be done, which ends the whole job with that line; after any other exception,
     *     which may be chance, the task is tried again
     * @throws java.util.concurrent.CancellationException by {@link Workplace#progress}, to be let through: the job has ended
     */
    Payload run(Task task, Workplace workplace);
}
