/**
 * Layers, networks and losses.
 *
 * <p>Depends on {@code spi} and {@code tensor}. Invariants: products go through the backend; everything between them
 * is written here once as loops over arrays, the same arithmetic on every backend, so that backends differ by their
 * product and SVD only.
 */
package dev.eckart.nn;
