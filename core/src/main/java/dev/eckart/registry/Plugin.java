package dev.eckart.registry;

import dev.eckart.spi.Named;
import java.security.CodeSource;
import java.util.Optional;

/**
 * A plug-in that was found.
 *
 * @param <T> the interface it implements
 * @param plugin the plug-in itself
 * @param version version of the jar it came in, or {@code unknown}
 * @param location address of the jar or folder that its class was loaded from, or {@code the JDK}
 */
public record Plugin<T extends Named>(T plugin, String version, String location) {
    static <T extends Named> Plugin<T> of(T plugin) {
        Class<?> type = plugin.getClass();
        String version = type.getPackage().getImplementationVersion();
        return new Plugin<>(plugin, version == null ? "unknown" : version, location(type));
    }

    /**
     * Where a class was loaded from.
     *
     * @param type the class
     * @return address of the jar or folder, or {@code the JDK}
     */
    public static String location(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .map(Object::toString)
                .orElse("the JDK");
    }

    String described() {
        return plugin.getClass().getName() + " in " + location;
    }
}
