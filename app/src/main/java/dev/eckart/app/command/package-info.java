/**
 * The commands: options in, one call to who does the work, exit code out.
 *
 * <p>Depends on picocli, {@code config}, {@code data}, {@code pipeline}, {@code plugin}, {@code console} and core; gets what it needs by constructor.
 * Knows no Guice. Invariants: a command computes nothing itself; options that set keys are in {@link
 * dev.eckart.app.command.ConfigOptions}, shared by all commands that take a configuration.
 */
package dev.eckart.app.command;
