/**
 * Carries out tasks in threads of this process, with what engines of other processes share with that.
 *
 * <p>Depends on {@code spi} and {@code registry}. Invariant: a task is found, tried and given up in one place,
 * {@link dev.eckart.engine.TaskRunner}, wherever it is carried out.
 */
package dev.eckart.engine;
