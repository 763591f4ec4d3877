package dev.eckart.app.config;

import java.util.Optional;

/**
 * A key set from outside any file.
 *
 * @param key the key, such as {@code base.epochs}
 * @param text its value as it was written
 * @param origin who set it, such as {@code -P base.epochs}
 */
public record Assignment(String key, String text, String origin) {
    /**
     * What an option sets.
     *
     * @param option the option, such as {@code --seed}
     * @param key the key that it sets
     * @param text its value as it was written, if it was given
     * @return the assignment, if the option was given
     */
    public static Optional<Assignment> of(String option, String key, Optional<String> text) {
        return text.map(value -> new Assignment(key, value, option));
    }
}
