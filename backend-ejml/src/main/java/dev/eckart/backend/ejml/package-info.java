/**
 * The backend {@code ejml}: products and decompositions by EJML, in plain Java.
 *
 * <p>Depends on core and EJML. Invariant: tensors are wrapped, never copied, for products.
 */
package dev.eckart.backend.ejml;
