/**
 * Digits as if written by hand, drawn from strokes: a data set for machines that have no other.
 *
 * <p>Depends on {@code data} and core. Invariant: the same seed makes the same pictures on every machine.
 */
package dev.eckart.app.data.digits;
