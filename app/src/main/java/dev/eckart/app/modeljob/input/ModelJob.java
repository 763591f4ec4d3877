package dev.eckart.app.modeljob.input;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.Settings;
import dev.eckart.app.config.source.Configuration;
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
     * @throws ConfigurationException if embeddings are to be compared and there are no samples, or it is not said how they are made
     */
    public ModelJob {
        if (request.choice().pooling().isPresent()
                && request.data().isEmpty()
                && request.text().isEmpty()
                && request.pairs().isEmpty()) {
            throw new ConfigurationException(
                    "--pooling: embeddings are made of samples; name some with --data or --text");
        }
        if (request.choice().pooling().isEmpty() && request.pairs().isPresent()) {
            throw new ConfigurationException("--pairs: it is not known how the model's embeddings are made; say so with"
                    + " --pooling mean, first, last or none");
        }
    }

    /**
     * Of one model alone, no embeddings are compared.
     *
     * @throws ConfigurationException if that is asked for
     */
    public void requireNoEmbeddings() {
        if (request.choice().pooling().isPresent()) {
            throw new ConfigurationException(
                    "--pooling, --pairs: embeddings are compared where there are two models, by"
                            + " diff, compress and fine-tune; 'eckart diff MODEL MODEL' judges one by pairs");
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
