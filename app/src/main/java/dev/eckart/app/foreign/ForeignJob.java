package dev.eckart.app.foreign;

import dev.eckart.app.config.Configuration;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.Settings;
import dev.eckart.app.console.Console;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What all jobs on foreign models are asked for.
 *
 * @param configuration seed, threads, and where data sets are found
 * @param data a data set, a directory of one, or a file of arrays; none if not given
 * @param scale what becomes of pixels
 * @param labels name of the array of labels
 * @param samples how many samples at most
 * @param dims sizes of open axes by the model's names for them, for inputs that are drawn
 * @param console where to show progress and the result
 * @param json whether stdout shall be one JSON object instead of text
 */
public record ForeignJob(
        Configuration configuration,
        Optional<String> data,
        Scale scale,
        Optional<String> labels,
        OptionalInt samples,
        Map<String, Integer> dims,
        Console console,
        boolean json) {
    /**
     * Checks what is asked for.
     *
     * @param configuration seed, threads, and where data sets are found
     * @param data a data set, a directory of one, or a file of arrays; none if not given
     * @param scale what becomes of pixels
     * @param labels name of the array of labels
     * @param samples how many samples at most
     * @param dims sizes of open axes by the model's names for them, for inputs that are drawn
     * @param console where to show progress and the result
     * @param json whether stdout shall be one JSON object instead of text
     * @throws ConfigurationException if a number is below 1
     */
    public ForeignJob {
        if (samples.orElse(1) < 1) {
            throw new ConfigurationException("--samples: " + samples.getAsInt() + " is below 1");
        }
        dims.forEach((name, size) -> {
            if (size < 1) {
                throw new ConfigurationException("--dim: " + name + "=" + size + " is below 1");
            }
        });
    }

    /**
     * The settings of the configuration.
     *
     * @return the settings
     */
    public Settings settings() {
        return configuration.settings();
    }
}
