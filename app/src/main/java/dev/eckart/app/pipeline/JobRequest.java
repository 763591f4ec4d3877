package dev.eckart.app.pipeline;

import dev.eckart.app.config.Settings;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.console.Console;
import dev.eckart.app.experiment.RunListener;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a job is asked for.
 *
 * @param configuration the resolved configuration, whose plug-ins are known to exist
 * @param console where to show progress and the result
 * @param json whether stdout shall be one JSON object instead of text
 * @param force whether an earlier run directory may be replaced
 * @param resume the run directory of a run that was cut off, to go on with it
 * @param listener is told of what is trained and compressed
 */
public record JobRequest(
        Configuration configuration,
        Console console,
        boolean json,
        boolean force,
        Optional<Path> resume,
        RunListener listener) {
    /** A job whose progress the console shows. */
    public JobRequest(
            Configuration configuration, Console console, boolean json, boolean force, Optional<Path> resume) {
        this(configuration, console, json, force, resume, new ConsoleListener(console, json));
    }

    /** A job that begins anew. */
    public JobRequest(Configuration configuration, Console console, boolean json, boolean force) {
        this(configuration, console, json, force, Optional.empty());
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
