package dev.eckart.spi;

/**
 * A plug-in: found by {@link java.util.ServiceLoader}, chosen by name.
 *
 * <p>Its public constructor takes no argument and does nothing: listing plug-ins must not load native code.
 */
public interface Named {
    /**
     * The name people write in their configuration.
     *
     * @return lower-case letters, digits and hyphens, starting with a letter
     */
    String name();
}
