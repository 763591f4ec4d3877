package dev.eckart.registry;

import dev.eckart.spi.EckartException;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * What a matrix must be to be decomposed. LAPACK never returns from an infinite one, and reads only half of a symmetric
 * one.
 *
 * @param backend name of the backend, for messages
 */
record Decomposable(String backend) {
    /** Side of the squares in which a matrix is compared with its transpose, so that both stay in the cache. */
    private static final int BLOCK = 32;

    /** The matrix in float64, if all its elements are finite. */
    Tensor finite(Tensor a) {
        Tensor matrix = a.precision() == Precision.FLOAT64 ? a : Tensors.copy(a, Precision.FLOAT64);
        double[] elements = matrix.doubles();
        if (!isFinite(elements)) {
            throw notFinite(a, elements);
        }
        return matrix;
    }

    /** Zero times a number is 0, zero times anything else is not; four sums do not wait for each other. */
    private static boolean isFinite(double[] elements) {
        int whole = elements.length / 4 * 4;
        double p = 0;
        double q = 0;
        double r = 0;
        double s = 0;
        for (int i = 0; i < whole; i += 4) {
            p += 0 * elements[i];
            q += 0 * elements[i + 1];
            r += 0 * elements[i + 2];
            s += 0 * elements[i + 3];
        }
        for (int i = whole; i < elements.length; i++) {
            p += 0 * elements[i];
        }
        return p + q + r + s == 0;
    }

    private EckartException notFinite(Tensor a, double[] elements) {
        int i = 0;
        while (Double.isFinite(elements[i])) {
            i++;
        }
        return new EckartException("cannot decompose a " + shape(a) + " matrix with backend '" + backend
                + "': the element " + at(a, i) + " is " + elements[i]
                + "; look for the cause where the matrix was made, such as a training that diverged");
    }

    /** The matrix in float64, if it is finite and not wider than it is tall. */
    Tensor tall(Tensor a) {
        if (a.columns() > a.rows()) {
            throw new IllegalArgumentException("the columns of a " + shape(a) + " matrix cannot be made orthonormal");
        }
        return finite(a);
    }

    /** The matrix in float64, if it is finite and symmetric to the last bit. */
    Tensor symmetric(Tensor a) {
        if (a.rows() != a.columns()) {
            throw new IllegalArgumentException("cannot decompose a " + shape(a) + " matrix as a symmetric one");
        }
        Tensor matrix = finite(a);
        int n = a.rows();
        double[] elements = matrix.doubles();
        for (int top = 0; top < n; top += BLOCK) {
            for (int left = 0; left <= top; left += BLOCK) {
                requireMirrored(a, elements, top, left);
            }
        }
        return matrix;
    }

    private void requireMirrored(Tensor a, double[] elements, int top, int left) {
        int n = a.rows();
        for (int i = top; i < Math.min(n, top + BLOCK); i++) {
            for (int j = left; j < Math.min(i, left + BLOCK); j++) {
                if (elements[i * n + j] != elements[j * n + i]) {
                    throw new IllegalArgumentException("cannot decompose a " + shape(a)
                            + " matrix as a symmetric one: the element " + at(a, i * n + j)
                            + " differs from the one across the diagonal");
                }
            }
        }
    }

    private static String at(Tensor a, int index) {
        return "in row " + index / a.columns() + ", column " + index % a.columns();
    }

    private static String shape(Tensor tensor) {
        return tensor.rows() + " x " + tensor.columns();
    }
}
