/**
 * Matrices on the heap, in float32 or float64.
 *
 * <p>Depends on nothing but the JDK. Invariant: a tensor is one packed row-major array, without strides, offsets or
 * views, because that is the one form that every numerical library takes well.
 */
package dev.eckart.tensor;
