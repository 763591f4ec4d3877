/**
 * The conformance kit: what every plug-in must keep to, for its author to run.
 *
 * <p>Depends on core and JUnit Jupiter only, never on a plug-in; published as core's tests jar. A backend's author
 * writes one class that extends {@link dev.eckart.conformance.BackendConformance} and names the provider. The rules, by
 * the number that each failure message starts with:
 *
 * <dl>
 *   <dt>B1: the factors of a decomposition have their thin shapes
 *   <dd>U is m x k, s has k values, V is n x k (not transposed) with k = min(m, n), in float64. Look first at what the
 *       library calls V, and whether it returns full factors for wide matrices. While B1 fails for a matrix, B2 to B6
 *       and B16 are aborted for it.
 *   <dt>B2: singular values are finite, not negative and descending
 *   <dd>Not every library sorts. {@link dev.eckart.spi.Svd#of} does.
 *   <dt>B3: the columns of U and of V are orthonormal
 *   <dd>Also for exactly singular matrices, where a library must complete the columns it has no values for.
 *   <dt>B4: U diag(s) V' is the matrix
 *   <dd>Look at row order against column order, and at signs that were changed in one factor only.
 *   <dt>B5: the singular values have the norm of the matrix
 *   <dd>Right vectors with wrong values; scale that went from the values into a factor.
 *   <dt>B6: singular values that are known are found
 *   <dd>For matrices built from known values; independent of U and V, and of the order.
 *   <dt>B7: inputs stay as they are
 *   <dd>LAPACK overwrites its matrix; hand it a copy. A returned factor must not be the input's or a buffer's array.
 *   <dt>B8: tensors of another implementation are accepted
 *   <dd>Only the methods of {@link dev.eckart.tensor.Tensor} may be used, no cast.
 *   <dt>B9: products are right for every transposition, alpha and beta
 *   <dd>Shapes with a single row, column or element are among them: views of vectors have ambiguous strides.
 *   <dt>B10: with beta = 0 the old content of C does not matter, even if it is not a number
 *   <dd>Zero times NaN is NaN: the old content must not be read at all.
 *   <dt>B11: the same input gives the same bits
 *   <dd>Look for uninitialised memory, and for sums split among threads as they come.
 *   <dt>B12: a decomposition of NaN or infinity is refused, through {@link dev.eckart.registry.CheckedBackend}
 *   <dd>LAPACK never returns from an infinite matrix.
 *   <dt>B13: a changed operand is seen
 *   <dd>A copy that the backend keeps must be renewed when {@link dev.eckart.tensor.Tensor#version} has changed, and
 *       belong to one tensor by identity.
 *   <dt>B14: a result is a change of C, can be an operand and can be overwritten
 *   <dd>Write through {@code floatsToWrite} or {@code doublesToWrite}, and take the version after that.
 *   <dt>B15: NaN and infinity in an operand reach the product
 *   <dd>A diverged training must show. Look for a shortcut that skips zeros.
 *   <dt>B16: core's own check lets the decomposition pass
 *   <dd>What {@link dev.eckart.registry.CheckedBackend} does with the backend's answer in use; its message says why.
 * </dl>
 *
 * <p>A tolerance is a bound: slack x size x unit roundoff x norm. A message says the error, the bound with its factors,
 * and the seed: {@code -Deckart.seed=} repeats a run.
 */
package dev.eckart.conformance;
