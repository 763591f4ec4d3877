package dev.eckart.app.config.source;

import java.io.File;
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

    /**
     * What names a data set. Whether it is a directory is decided by how it is written, not by what happens to lie
     * around.
     *
     * @param nameOrDirectory a name, or a directory: one with a separator in it, {@code .} or {@code ..}
     * @return the assignment
     */
    public static Assignment ofData(String nameOrDirectory) {
        boolean directory = nameOrDirectory.contains("/")
                || nameOrDirectory.contains(File.separator)
                || nameOrDirectory.equals(".")
                || nameOrDirectory.equals("..");
        return new Assignment(directory ? "data.dir" : "data.name", nameOrDirectory, "--data");
    }
}
