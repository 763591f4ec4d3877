package dev.eckart.app.config.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a configuration comes from. Each source yields to the one before it; under all of them lie the preset they name
 * and the defaults.
 *
 * @param options keys set on the command line; of two that set one key the later wins
 * @param environment the environment, of which {@code ECKART_*} counts
 * @param file a configuration file
 * @param wonted keys that the command itself sets where nobody else does
 */
public record ConfigurationRequest(
        List<Assignment> options, Map<String, String> environment, Optional<Path> file, List<Assignment> wonted) {
    /** Where a configuration comes from, for a command without settings of its own. */
    public ConfigurationRequest(List<Assignment> options, Map<String, String> environment, Optional<Path> file) {
        this(options, environment, file, List.of());
    }
}
