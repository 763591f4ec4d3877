package dev.eckart.registry;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.GramSchmidt;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import java.util.Locale;
import java.util.Optional;

/**
 * What rounding can account for in a decomposition of a matrix, and what is said of an answer that is further off.
 *
 * <p>A backward stable algorithm returns factors within a modest multiple of {@code size x u x norm} of the matrix and
 * of orthonormality (Golub and Van Loan, Matrix Computations, 5.4, 8.3 and 8.6); the rounding of the probes' own sums stays
 * within the same order. Hence the bound {@code 32 x size x u x norm}: libraries at work need less than a tenth of it,
 * while one value off by 10<sup>-9</sup> of the largest exceeds it by orders of magnitude.
 *
 * <p>Vectors that are nearly orthonormal are made so before the rest is checked: LAPACK's divide and conquer
 * ({@code dgesdd} of OpenBLAS 0.3.31 with kernels for AVX-512) has been seen to return vectors that were off by
 * 10<sup>-7</sup>, those of singular values at rounding level. Vectors that are further off are made orthonormal one after
 * another, from the largest value on: those of values at rounding level the matrix leaves open, and Commons Math
 * 3.6.1 has been seen to return any numbers for them. What such a repair cannot mend, the check of the product finds.
 *
 * @param backend name of the backend, for messages
 * @param decomposition what it was asked for, for messages
 * @param a the matrix, finite float64
 */
record RoundingBound(String backend, String decomposition, Tensor a) {
    private static final double SLACK = 32;

    /** Vectors further off than this have not lost digits, some of them are wrong. */
    private static final double NEARLY = 1e-3;

    /** The bound for something of a norm. */
    double of(double norm) {
        return SLACK * size() * Precision.FLOAT64.unitRoundoff() * norm;
    }

    /** Refuses an error beyond the bound; both were computed times a scale, which the message takes out again. */
    void require(String what, double error, double norm, double scale) {
        double bound = of(norm);
        if (!(error <= bound)) {
            throw wrong(String.format(
                    Locale.ROOT,
                    "%s %.3g, where rounding explains at most %.3g = %.0f x size %d x %.3g x norm %.3g",
                    what,
                    error / scale,
                    bound / scale,
                    SLACK,
                    size(),
                    Precision.FLOAT64.unitRoundoff(),
                    norm / scale));
        }
    }

    /** An answer, unless there is none. */
    <T> T given(T answer) {
        return Optional.ofNullable(answer).orElseThrow(() -> wrong("nothing at all, which Java calls null"));
    }

    void requireShape(String factor, Tensor tensor, int rows, int columns) {
        if (tensor.rows() != rows || tensor.columns() != columns || tensor.precision() != Precision.FLOAT64) {
            throw wrong(factor + " is " + tensor.rows() + " x " + tensor.columns() + " in "
                    + tensor.precision().label() + " instead of " + rows + " x " + columns + " in float64");
        }
    }

    /** The factor, mended if it is not orthonormal; vectors that are near to it move least. */
    Tensor orthonormal(String factor, Tensor q) {
        double norm = Math.sqrt(q.columns());
        Tensor polished = polished(q, norm);
        double error = offOrthonormal(polished);
        Tensor better = error <= of(norm) ? polished : GramSchmidt.repaired(q);
        require(
                "the columns of " + factor + " are off orthonormal by",
                better == polished ? error : offOrthonormal(better),
                norm,
                1);
        return better;
    }

    private Tensor polished(Tensor q, double norm) {
        Tensor better = q;
        double error = offOrthonormal(q);
        while (error > of(norm) && error < NEARLY) {
            Tensor next = Polish.step(better);
            double left = offOrthonormal(next);
            if (left >= error) {
                break;
            }
            better = next;
            error = left;
        }
        return better;
    }

    private static double offOrthonormal(Tensor q) {
        Probes x = Probes.gaussian(q.columns());
        return x.times(q).timesTransposed(q).distance(x);
    }

    /** A power of two that brings the largest element near 1, so that squares neither overflow nor vanish. */
    double scale() {
        double largest = 0;
        for (double element : a.doubles()) {
            largest = Math.max(largest, Math.abs(element));
        }
        return largest == 0 ? 1 : Math.scalb(1.0, -Math.getExponent(largest));
    }

    /** The Frobenius norm, times a scale; four sums do not wait for each other. */
    double norm(double scale) {
        double[] elements = a.doubles();
        int whole = elements.length / 4 * 4;
        double p = 0;
        double q = 0;
        double r = 0;
        double s = 0;
        for (int i = 0; i < whole; i += 4) {
            p += square(elements[i] * scale);
            q += square(elements[i + 1] * scale);
            r += square(elements[i + 2] * scale);
            s += square(elements[i + 3] * scale);
        }
        for (int i = whole; i < elements.length; i++) {
            p += square(elements[i] * scale);
        }
        return Math.sqrt(p + q + r + s);
    }

    private static double square(double x) {
        return x * x;
    }

    private int size() {
        return Math.max(a.rows(), a.columns());
    }

    EckartException wrong(String what) {
        return new EckartException("backend '" + backend + "' returned a wrong " + decomposition + " of a " + a.rows()
                + " x " + a.columns() + " matrix: " + what
                + "; its library cannot be trusted here, choose another backend");
    }
}
