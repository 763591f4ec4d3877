package dev.eckart.app.output;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.data.Causes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a run directory may take a place.
 *
 * @param target the place
 * @param named the place as a person has named it
 * @param report what a folder must hold to be an earlier run
 * @param force whether an earlier run may be replaced
 */
record DirectoryReplacement(Path target, Path named, String report, boolean force) {
    /** A place that a person has named. */
    static DirectoryReplacement of(Path named, String report, boolean force) {
        return new DirectoryReplacement(named.toAbsolutePath().normalize(), named, report, force);
    }

    /**
     * Looks at the place.
     *
     * @throws ConfigurationException if something is there that must not be replaced
     */
    void check() {
        List<Path> content = content();
        if (content.isEmpty()) {
            return;
        }
        if (!force) {
            throw new ConfigurationException("the run directory " + named
                    + " is not empty; name another one with -o, or replace it with --force");
        }
        if (content.stream().noneMatch(file -> file.endsWith(report))) {
            throw new ConfigurationException("the directory " + named + " holds no " + report
                    + ", so --force does not replace it; name another one with -o");
        }
    }

    private List<Path> content() {
        if (!Files.exists(target)) {
            return List.of();
        }
        if (!Files.isDirectory(target)) {
            throw new ConfigurationException(named + " is a file, not a run directory; name another one with -o");
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.toList();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "cannot read the run directory " + named + " (" + Causes.named(e) + "); name another one with -o");
        }
    }
}
