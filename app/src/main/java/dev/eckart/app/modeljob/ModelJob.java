package dev.eckart.app.modeljob;

import dev.eckart.app.config.Configuration;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.Settings;
import dev.eckart.app.console.Console;

/**
 * What all jobs on ONNX models are asked for.
 *
 * @param configuration seed, threads, and where data sets are found
 * @param request what models are run on
 * @param console where to show progress and the result
 * @param json whether stdout shall be one JSON object instead of text
 */
public record ModelJob(Configuration configuration, DataRequest request, Console console, boolean json) {
    /**
     * Makes sure that what is asked for goes together.
     *
     * @param configuration seed, threads, and where data sets are found
     * @param request what models are run on
     * @param console where to show progress and the result
     * @param json whether stdout shall be one JSON object instead of text
     * @throws ConfigurationException if embeddings are to be compared and there are no samples
     */
    public ModelJob {
        if (request.choice().pooling().isPresent()
                && request.data().isEmpty()
                && request.text().isEmpty()) {
            throw new ConfigurationException(
                    "--pooling: embeddings are made of samples; name some with --data or --text");
        }
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
