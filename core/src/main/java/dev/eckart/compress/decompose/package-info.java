/**
 * The built-in decomposers, and the nested factors that one's own decomposer can end in.
 *
 * <p>Depends on {@code compress.math}, {@code spi}, {@code tensor} and {@code nn}. Knows no other layer than the one that
 * it factorises, and no budget.
 */
package dev.eckart.compress.decompose;
