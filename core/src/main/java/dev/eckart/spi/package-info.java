/**
 * The interfaces that plug-ins implement, and the records they exchange.
 *
 * <p>Depends on {@code dev.eckart.tensor} only. Invariants: an interface here stays tiny and grows by parameter
 * records and by default methods that are right for everyone; nothing here names a plug-in. Everything found by name
 * is a {@link dev.eckart.spi.Named} on {@link java.util.ServiceLoader}.
 */
package dev.eckart.spi;
