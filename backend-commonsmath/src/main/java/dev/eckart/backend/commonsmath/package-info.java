/**
 * The backend {@code commons-math}: products and decompositions by Apache Commons Math, in plain Java and float64.
 *
 * <p>Depends on core and Commons Math. Invariant: the library's matrices never leave this package.
 */
package dev.eckart.backend.commonsmath;
