/**
 * The experiment itself: trains a base, factorises it for each level, fine-tunes and measures.
 *
 * <p>Depends on core, {@code batch}, {@code config}, {@code data} and {@code report}. Knows no console, no file and no plug-in
 * by name: {@code pipeline} gives it what it works with and keeps what it finds.
 */
package dev.eckart.app.experiment;
