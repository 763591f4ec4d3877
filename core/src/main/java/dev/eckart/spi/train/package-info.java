/**
 * What trains a network: trainers, optimisers, schedules and losses, and the batches they are given.
 *
 * <p>Depends on {@code spi}, {@code spi.backend}, {@code spi.layer} and {@code tensor}.
 */
@Stability(Stability.Level.STABLE)
package dev.eckart.spi.train;

import dev.eckart.spi.Stability;
