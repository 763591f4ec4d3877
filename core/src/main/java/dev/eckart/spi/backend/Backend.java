package dev.eckart.spi.backend;

import dev.eckart.spi.EckartException;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;

/**
 * What a numerical library brings itself: its product, its singular value decomposition and, if it has them, its
 * eigendecomposition of symmetric matrices and its orthonormal bases.
 *
 * <p>Everything else is core's code over these, the same on every backend. Callers go through {@code CheckedBackend},
 * which checks shapes and finiteness before a call and the decomposition after it, and widens float32 matrices before
 * they are decomposed, so an implementation need not. Every {@link Tensor} must be accepted, whoever made it. Same input,
 * same bits. Used by one thread at a time.
 */
public interface Backend {
    /**
     * Precision of the products.
     *
     * @return the precision asked for when the backend was created
     */
    Precision precision();

    /**
     * The general product {@code C = alpha op(A) op(B) + beta C}, into an existing tensor.
     *
     * <p>All three tensors have this backend's precision, and C is neither A nor B. With {@code beta = 0} the old
     * content of C is ignored, NaN included.
     *
     * @param transposeA whether A is read transposed
     * @param a left operand
     * @param transposeB whether B is read transposed
     * @param b right operand
     * @param alpha factor of the product
     * @param beta factor of the old content of C
     * @param c result, of {@code op(A)}'s rows and {@code op(B)}'s columns
     */
    void gemm(Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c);

    /**
     * The thin singular value decomposition, always in float64: it takes milliseconds where training takes minutes,
     * and its digits are worth them.
     *
     * @param a a finite float64 matrix, left unchanged
     * @return the factors, best made by {@link Svd#of}
     * @throws EckartException if the iteration does not converge
     */
    Svd svd(Tensor a);

    /**
     * The eigendecomposition of a symmetric matrix, always in float64: covariances go through it. All eigenvectors are
     * wanted: LAPACK takes as long for those of the largest values alone, because half of the time goes into the reduction
     * before them.
     *
     * <p>By default from the {@link #svd} of a shifted matrix, right for values of either sign; a library's own is several
     * times as fast.
     *
     * @param symmetric a finite float64 matrix, n x n, symmetric to the last bit, left unchanged
     * @return values descending and vectors as columns, best made by {@link Eigen#of}
     * @throws EckartException if the iteration does not converge
     */
    default Eigen eigen(Tensor symmetric) {
        return Eigen.bySvd(this, symmetric);
    }

    /**
     * An orthonormal basis whose span holds the given columns, the Q of a thin QR decomposition, always in float64.
     *
     * <p>By default {@link GramSchmidt#basis}, in plain loops; a library's own is many times as fast.
     *
     * @param columns a finite float64 matrix, m x k with k at most m, left unchanged
     * @return orthonormal columns, m x k; where a given column depends on the others, any that completes the basis
     */
    default Tensor orthonormal(Tensor columns) {
        return GramSchmidt.basis(columns);
    }
}
