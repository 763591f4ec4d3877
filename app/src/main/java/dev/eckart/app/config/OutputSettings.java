package dev.eckart.app.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where results go.
 *
 * @param dir the run directory, or empty for one named by time and preset
 */
public record OutputSettings(String dir) {
    /**
     * The run directory asked for.
     *
     * @return the directory, or empty for one named by time and preset
     */
    public Optional<Path> directory() {
        return Optional.of(dir).filter(text -> !text.isEmpty()).map(Path::of);
    }
}
