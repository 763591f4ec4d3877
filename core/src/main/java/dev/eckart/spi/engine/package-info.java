/**
 * Work that can be done anywhere: tasks that are plain data, the kinds of tasks, and the engines that carry them out.
 *
 * <p>Depends on {@code spi}. Invariants: what goes from one process to another is a {@link dev.eckart.spi.engine.Task}, a
 * {@link dev.eckart.spi.engine.Payload} or a line that says what failed, never an object with code of its own; a task has
 * the same result, bit for bit, wherever and whenever it is carried out; results are in the order of the tasks, so that
 * they are always added up in the same order.
 */
@Stability(Stability.Level.EXPERIMENTAL)
package dev.eckart.spi.engine;

import dev.eckart.spi.Stability;
