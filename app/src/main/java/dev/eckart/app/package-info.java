/**
 * The program: starts, wires the parts together, and ends with an exit code.
 *
 * <p>Depends on all of {@code app} but {@code api}, which depends on it, and is the only package that knows Guice.
 * Invariant: nothing is computed here.
 */
package dev.eckart.app;
