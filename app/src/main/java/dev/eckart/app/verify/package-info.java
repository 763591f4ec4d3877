/**
 * The same pipeline on several backends, compared with a referee in plain Java.
 *
 * <p>Depends on core, {@code config}, {@code config.source}, {@code console}, {@code data}, {@code html},
 * {@code pipeline}, {@code experiment}, {@code plugin}, {@code report} and {@code report.text}. Knows no command, no
 * Guice and no backend by name. Invariants: everything is computed by the pipeline's own code, and only the backend
 * differs; a result is judged against a computed bound, never against a number that seemed small enough.
 */
package dev.eckart.app.verify;
