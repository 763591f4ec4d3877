/**
 * What the interfaces of all plug-ins share: names, seeds and the error that a person reads.
 *
 * <p>The interfaces themselves are in the packages below, by what they are for: {@link dev.eckart.spi.backend},
 * {@link dev.eckart.spi.layer}, {@link dev.eckart.spi.compress}, {@link dev.eckart.spi.train},
 * {@link dev.eckart.spi.infer}, {@link dev.eckart.spi.text} and {@link dev.eckart.spi.engine}. Depends on nothing but the JDK. Invariants of all of
 * them: an interface stays tiny and grows by parameter records and by default methods that are right for everyone; none
 * names a plug-in; no argument, result or record component is null, and arrays in records are not copied. Everything
 * found by name is a {@link dev.eckart.spi.Named} on {@link java.util.ServiceLoader}.
 */
@Stability(Stability.Level.STABLE)
package dev.eckart.spi;
