/**
 * One sample at a time in plain loops, which skip inputs of zero; in both precisions.
 *
 * <p>Depends on {@code tensor}. Invariants: a kernel copies its operands; zeros are skipped only where all weights that they
 * meet are finite.
 */
package dev.eckart.infer.loop;
