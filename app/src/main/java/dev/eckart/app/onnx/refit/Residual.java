package dev.eckart.app.onnx.refit;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.moment.Gram;
import dev.eckart.compress.math.Cholesky;
import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * Fits the last operator of a block anew, from rows that stream past: R, the error of what the block makes, and H, what that
 * operator takes.
 *
 * <p>The change D of the operator and d of its bias that makes {@code R - H D - d} least solves the normal equations, of
 * the size of H's width. A ridge of the root of the unit roundoff of the mean eigenvalue keeps directions that H does not
 * take from being changed: no more than that share of the answer is the ridge's, and no more rounding's.
 */
final class Residual {
    private final Gram taken;
    private final Gram both;
    private double squares;

    Residual(Backend backend, int taken, int made) {
        this.taken = new Gram(backend, taken);
        this.both = new Gram(backend, taken, made);
    }

    /** Adds what the operator takes, and what is wrong with what comes out. */
    void add(Rows h, Rows r) {
        taken.add(h);
        both.add(h, r);
        double[] wrong = new double[r.width()];
        for (int row = 0; row < r.count(); row++) {
            r.read(row, wrong, 0);
            for (double number : wrong) {
                squares += number * number;
            }
        }
    }

    /** A change of an operator's weights and of its bias. */
    record Change(Tensor weights, Tensor bias) {}

    /** Rows so far. */
    long count() {
        return both.count();
    }

    /** The change that serves these rows best; without a bias it is zero. */
    Change best(boolean hasBias) {
        Tensor square = hasBias ? taken.covariance() : taken.moment();
        Tensor right = hasBias ? both.covariance() : both.moment();
        Cholesky factor = Cholesky.of(square, Cholesky.ridge(square));
        Tensor weights = factor.back(factor.forward(right));
        Tensor bias = hasBias
                ? Float64.difference(both.rightMean(), Float64.product(taken.leftMean(), weights))
                : Tensors.zeros(Precision.FLOAT64, 1, right.columns());
        return new Change(weights, bias);
    }

    /** Mean square of what is wrong. */
    double before() {
        return squares / count();
    }

    /** Mean square of what would be wrong with a change. */
    double after(Change change) {
        Tensor d = change.weights();
        Tensor mean = both.rightMean();
        double about = squares / count() - dot(mean, mean);
        double centred = about - 2 * dot(d, both.covariance()) + dot(d, Float64.product(taken.covariance(), d));
        Tensor shift =
                Float64.difference(Float64.difference(mean, Float64.product(taken.leftMean(), d)), change.bias());
        return Math.max(0, centred) + dot(shift, shift);
    }

    private static double dot(Tensor a, Tensor b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.doubles()[i] * b.doubles()[i];
        }
        return sum;
    }
}
