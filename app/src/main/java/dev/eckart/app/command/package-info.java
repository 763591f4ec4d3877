/**
 * The commands: options in, one call to who does the work, exit code out.
 *
 * <p>Depends on picocli, {@code command.option}, {@code config}, {@code config.source}, {@code console}, who does the work, and core; gets what it
 * needs by constructor. Knows no Guice. Invariant: a command computes nothing itself.
 */
package dev.eckart.app.command;
