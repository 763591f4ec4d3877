/**
 * Options that several commands share: a class for those that belong together, which makes of them what the work is told.
 *
 * <p>Depends on picocli, {@code config} and those who take what the options say. Options that set keys of the configuration
 * are in {@code ConfigOptions}; what a shell can complete is in {@code Candidates}. Knows no command.
 */
package dev.eckart.app.command.option;
