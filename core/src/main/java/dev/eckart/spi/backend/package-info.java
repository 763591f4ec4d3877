/**
 * What a numerical library does for Eckart: products and decompositions of matrices.
 *
 * <p>Depends on {@code spi} and {@code tensor}.
 */
package dev.eckart.spi.backend;
