package dev.eckart.spi;

/**
 * A plug-in: found by {@link java.util.ServiceLoader}, chosen by name.
 *
 * <p>Its public constructor takes no argument and does nothing: listing plug-ins must not load native code. One plug-in
 * may be asked by several threads at a time, so it keeps no state; what it makes is for one thread at a time, unless the
 * type of that says otherwise.
 */
public interface Named {
    /**
     * The name people write in their configuration.
     *
     * @return lower-case letters, digits and hyphens, starting with a letter
     */
    String name();
}
