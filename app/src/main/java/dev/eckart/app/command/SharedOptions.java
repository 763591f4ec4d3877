package dev.eckart.app.command;

/**
 * Options that several commands share, filled when the command line is read.
 *
 * @param configuration those that set keys
 * @param results those that say how a result is shown and kept
 * @param foreign those of the commands that run foreign models
 */
public record SharedOptions(ConfigOptions configuration, ResultOptions results, ForeignOptions foreign) {
    /** Options that nobody has set yet. */
    public SharedOptions() {
        this(new ConfigOptions(), new ResultOptions(), new ForeignOptions());
    }
}
