package dev.eckart.app.command;

import dev.eckart.app.config.Configuration;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.ExitCode;

/** The whole job: train, compress, refine, report. */
public interface Pipeline {
    /**
     * Does it.
     *
     * @param job what to do
     * @return how it ended, if it did not fail
     * @throws dev.eckart.spi.EckartException if it failed
     */
    ExitCode run(Job job);

    /**
     * What to do.
     *
     * @param configuration the resolved configuration, whose plug-ins are known to exist
     * @param console where to show progress and the result
     * @param output how to show and keep the result
     */
    record Job(Configuration configuration, Console console, Output output) {}

    /**
     * How to show and keep the result.
     *
     * @param json whether to print one JSON object instead of tables
     * @param force whether an existing run directory may be overwritten
     */
    record Output(boolean json, boolean force) {}
}
