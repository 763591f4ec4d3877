package dev.eckart.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to train and test on.
 *
 * @param name name of a dataset, or {@code auto}
 * @param dir a directory that holds it, or empty to look in the usual places
 * @param mirrors addresses to download from instead of the published ones
 * @param holdOut training pictures set aside to test on instead of the test set; 0 for none
 */
public record DataSettings(
        String name,
        String dir,
        List<String> mirrors,
        @Range(min = 0, max = Integer.MAX_VALUE) int holdOut) {
    /**
     * The directory asked for.
     *
     * @return the directory, or empty to look in the usual places
     */
    public Optional<Path> directory() {
        return Optional.of(dir).filter(text -> !text.isEmpty()).map(Path::of);
    }
}
