package dev.eckart.app.command;

/**
 * Options that several commands share, filled when the command line is read.
 *
 * @param configuration those that set keys
 * @param results those that say how a result is shown and kept
 */
public record SharedOptions(ConfigOptions configuration, ResultOptions results) {
    /** Options that nobody has set yet. */
    public SharedOptions() {
        this(new ConfigOptions(), new ResultOptions());
    }
}
