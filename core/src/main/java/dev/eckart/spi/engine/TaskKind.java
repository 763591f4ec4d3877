package dev.eckart.spi.engine;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.Named;

/**
 * What can carry out tasks of one kind, found by its name wherever a task is to be done. Several threads may use one at a
 * time, each with another workplace.
 */
public interface TaskKind extends Named {
    /**
     * Carries out a task.
     *
     * @param task what is to be done; its references can be read
     * @param workplace where it is done
     * @return what came of it: the same bits for the same task, wherever that is
     * @throws EckartException if it cannot be done, which ends the whole job with that line; anything else that is thrown
     *     may be chance, and the task is tried again
     */
    Payload run(Task task, Workplace workplace);
}
