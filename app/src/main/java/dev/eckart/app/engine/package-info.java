/**
 * Who carries out work that can be done in pieces: finds the engine that a configuration names, and keeps what is done.
 *
 * <p>Depends on core, {@code config}, {@code console}, {@code plugin} and {@code report}. Knows no kind of task and no
 * engine by name. Invariant: an engine in a folder of its own is loaded when it is asked for and by nobody else, apart
 * from all that is on the class path, so that its libraries and Eckart's never meet.
 */
package dev.eckart.app.engine;
