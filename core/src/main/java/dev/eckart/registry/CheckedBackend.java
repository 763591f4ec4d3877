package dev.eckart.registry;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;

/**
 * A backend whose arguments and answers are checked: the form in which everybody uses one.
 *
 * <p>Products are checked for shapes, precision and aliasing before the call. A decomposition is checked for a finite
 * matrix before the call, because LAPACK never returns from an infinite one, and for correctness after it, because
 * numerical libraries have been seen to return wrong factors with a status of success.
 *
 * @param name name of the backend, for messages
 * @param backend the backend to check
 */
public record CheckedBackend(String name, Backend backend) implements Backend {
    /**
     * Opens a backend, checked.
     *
     * @param provider the backend's provider
     * @param settings what it shall work with
     * @return the backend, checked
     * @throws EckartException if the backend lacks the precision, cannot work on this machine or cannot be loaded
     */
    public static CheckedBackend open(BackendProvider provider, BackendProvider.Settings settings) {
        if (!provider.precisions().contains(settings.precision())) {
            throw new EckartException("backend '" + provider.name() + "' does not multiply in "
                    + settings.precision().label() + "; it offers "
                    + provider.precisions().stream()
                            .map(Precision::label)
                            .sorted()
                            .toList());
        }
        provider.unavailable().ifPresent(reason -> {
            throw new EckartException("backend '" + provider.name() + "' cannot work here: " + reason);
        });
        return new CheckedBackend(provider.name(), create(provider, settings));
    }

    /** Native loaders fail in many ways and wrap the reason in what says nothing: the innermost cause is reported. */
    private static Backend create(BackendProvider provider, BackendProvider.Settings settings) {
        try {
            return provider.create(settings);
        } catch (EckartException e) {
            throw e;
        } catch (LinkageError | RuntimeException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            String message = "backend '" + provider.name() + "' could not be loaded: " + root
                    + "; check that its libraries fit this system, or choose another backend";
            throw new EckartException(message.replaceAll("\\s+", " "), e);
        }
    }

    @Override
    public Precision precision() {
        return backend.precision();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the shapes do not fit, a precision is not this backend's, or C shares its
     *     elements with A or B
     */
    @Override
    public void gemm(
            Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
        boolean fits = transposeA.columns(a) == transposeB.rows(b)
                && transposeA.rows(a) == c.rows()
                && transposeB.columns(b) == c.columns();
        if (!fits) {
            throw new IllegalArgumentException("cannot multiply A, " + shape(transposeA, a) + ", by B, "
                    + shape(transposeB, b) + ", into C, " + shape(c));
        }
        requirePrecision("A", a);
        requirePrecision("B", b);
        requirePrecision("C", c);
        if (shareElements(a, c) || shareElements(b, c)) {
            throw new IllegalArgumentException(
                    "cannot multiply into an operand: C, " + shape(c) + ", must be neither A nor B");
        }
        backend.gemm(transposeA, a, transposeB, b, alpha, beta, c);
    }

    /**
     * Decomposes a matrix of either precision; float32 is widened, exactly.
     *
     * @param a the matrix, left unchanged
     * @return the decomposition, checked
     * @throws EckartException if the matrix is not finite, the iteration does not converge, or the answer is wrong by more
     *     than rounding explains
     */
    @Override
    public Svd svd(Tensor a) {
        Tensor matrix = new Decomposable(name).finite(a);
        RoundingBound bound = new RoundingBound(name, "decomposition", matrix);
        return new SvdCheck(bound, bound.given(backend.svd(matrix))).run();
    }

    /**
     * Decomposes a symmetric matrix of either precision; float32 is widened, exactly.
     *
     * @param symmetric the matrix, left unchanged
     * @return the decomposition, checked
     * @throws IllegalArgumentException if the matrix is not square, or not symmetric to the last bit
     * @throws EckartException if the matrix is not finite, the iteration does not converge, or the answer is wrong by more
     *     than rounding explains
     */
    @Override
    public Eigen eigen(Tensor symmetric) {
        Tensor matrix = new Decomposable(name).symmetric(symmetric);
        RoundingBound bound = new RoundingBound(name, "eigendecomposition", matrix);
        return new EigenCheck(bound, bound.given(backend.eigen(matrix))).run();
    }

    /**
     * An orthonormal basis of columns of either precision; float32 is widened, exactly.
     *
     * @param columns the columns, left unchanged
     * @return the basis, checked
     * @throws IllegalArgumentException if there are more columns than rows
     * @throws EckartException if the columns are not finite, or the answer is wrong by more than rounding explains
     */
    @Override
    public Tensor orthonormal(Tensor columns) {
        Tensor matrix = new Decomposable(name).tall(columns);
        RoundingBound bound = new RoundingBound(name, "orthonormal basis", matrix);
        return new BasisCheck(bound, bound.given(backend.orthonormal(matrix))).run();
    }

    private void requirePrecision(String operand, Tensor tensor) {
        if (tensor.precision() != precision()) {
            throw new IllegalArgumentException(operand + ", " + shape(tensor) + ", is "
                    + tensor.precision().label() + ", but backend '" + name + "' works in "
                    + precision().label() + "; copy it with Tensors.copy first");
        }
    }

    private static boolean shareElements(Tensor x, Tensor y) {
        return x == y
                || switch (x.precision()) {
                    case FLOAT32 -> x.floats() == y.floats();
                    case FLOAT64 -> x.doubles() == y.doubles();
                };
    }

    private static String shape(Transpose transpose, Tensor tensor) {
        return shape(tensor) + (transpose == Transpose.YES ? " transposed" : "");
    }

    private static String shape(Tensor tensor) {
        return tensor.rows() + " x " + tensor.columns();
    }
}
