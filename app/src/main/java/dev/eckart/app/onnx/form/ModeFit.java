package dev.eckart.app.onnx.form;

import dev.eckart.compress.Cholesky;
import dev.eckart.compress.Float64;
import dev.eckart.spi.Backend;
import dev.eckart.spi.Svd;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;

/**
 * Weights whose rows are pairs (a, b), behind a narrow product over a: {@code W ~ (U (x) I) B}, of every width of U at
 * once.
 *
 * <p>U is the basis of what the layer sees along a, and B the least squares answer behind its first columns. De Lathauwer,
 * De Moor and Vandewalle, "A multilinear singular value decomposition", 2000. Where a moment C of the input is known,
 * B minimises {@code tr((W - P B)' C (W - P B))} with {@code P = U (x) I}; the systems of all widths are nested, and
 * one Cholesky factor solves them all. A ridge draws B to the answer without C: where it is as strong as rounding, the
 * root of the unit roundoff, neither moves B by more than that share.
 *
 * @param basis U, sizes of a x k
 * @param inner numbers of b to each of a
 * @param plain {@code P' W}, the answer where all inputs count alike; (k b) x n
 * @param fit the nested systems, if a moment of the input is known
 * @param total squared norm of the layer
 */
record ModeFit(Tensor basis, int inner, Tensor plain, Optional<Nested> fit, double total) {
    /** The factor of {@code P' C P}, the forward solutions of {@code P' C W}, and the ridge. */
    record Nested(Cholesky factor, Tensor forward, double ridge) {}

    static ModeFit of(Backend backend, Tensor w, int outer, Optional<Tensor> moment) {
        int inner = w.rows() / outer;
        Tensor seen = moment.map(c -> Float64.product(c, w)).orElse(w);
        Svd svd = backend.svd(Columns.reshaped(seen, outer));
        Tensor plain = turned(svd.u(), inner, w);
        double total = moment.map(c -> Float64.trace(Float64.sandwich(w, c))).orElseGet(() -> squares(w, w.rows()));
        return new ModeFit(svd.u(), inner, plain, moment.map(c -> nested(svd.u(), inner, plain, c, seen)), total);
    }

    private static Nested nested(Tensor basis, int inner, Tensor plain, Tensor moment, Tensor cross) {
        Tensor half = turned(basis, inner, moment);
        Tensor square = turned(basis, inner, Tensors.transpose(half));
        double ridge = Cholesky.ridge(square);
        Tensor right = turned(basis, inner, cross);
        double[] drawn = right.doublesToWrite();
        double[] to = plain.doubles();
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] += ridge * to[i];
        }
        Cholesky factor = Cholesky.of(square, ridge);
        return new Nested(factor, factor.forward(right), ridge);
    }

    /** {@code (U (x) I)' X}. */
    private static Tensor turned(Tensor basis, int inner, Tensor x) {
        Tensor folded = Columns.reshaped(x, basis.rows());
        return Columns.reshaped(Float64.product(Tensors.transpose(basis), folded), basis.columns() * inner);
    }

    /** The largest width. */
    int widths() {
        return basis.columns();
    }

    /** Squared error behind the first so many columns of U; a bound from above, by the ridge, where C is known. */
    double squaredError(int width) {
        int rows = width * inner;
        double explained = fit.map(f -> squares(f.forward(), rows) - f.ridge() * squares(plain, rows))
                .orElseGet(() -> squares(plain, rows));
        return Math.max(0, total - explained);
    }

    /** Moment of the outputs that B makes of its input, n x n. */
    Tensor outputs(int width) {
        Tensor root = Columns.leadingRows(fit.map(Nested::forward).orElse(plain), width * inner);
        return Float64.sandwich(root, Float64.identity(root.rows()));
    }

    /** U, its first columns. */
    Tensor first(int width) {
        return Tensors.leadingColumns(basis, width);
    }

    /** B, (width b) x n. */
    Tensor second(int width) {
        int rows = width * inner;
        return fit.map(f -> f.factor().back(Columns.leadingRows(f.forward(), rows)))
                .orElseGet(() -> Columns.leadingRows(plain, rows));
    }

    /** What the first product makes of the mean input, 1 x (width b). */
    Tensor hiddenMean(int width, Tensor mean) {
        Tensor turned = turned(basis, inner, Tensors.transpose(mean));
        return Tensors.transpose(Columns.leadingRows(turned, width * inner));
    }

    private static double squares(Tensor matrix, int rows) {
        double sum = 0;
        double[] values = matrix.doubles();
        for (int i = 0; i < rows * matrix.columns(); i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }
}
