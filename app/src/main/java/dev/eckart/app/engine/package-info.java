/**
 * Who carries out work that can be done in pieces: finds the engine that a configuration names, and keeps what is done.
 *
 * <p>Depends on core, {@code config}, {@code config.source}, {@code console}, {@code output}, {@code plugin} and
 * {@code report}. Knows no kind of task and no engine by name. Invariant: a task that is done is done once, whoever goes
 * on with the others.
 */
package dev.eckart.app.engine;
