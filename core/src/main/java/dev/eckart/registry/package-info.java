/**
 * Finds plug-ins by name and checks what backends return.
 *
 * <p>Depends on {@code spi} and {@code tensor}. Invariant: the only place that uses {@link java.util.ServiceLoader};
 * nothing is chosen here, plug-ins are only found.
 */
package dev.eckart.registry;
