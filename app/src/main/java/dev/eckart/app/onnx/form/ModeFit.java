package dev.eckart.app.onnx.form;

import dev.eckart.compress.decompose.Energies;
import dev.eckart.compress.math.Cholesky;
import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Weights whose rows are pairs (a, b), behind a narrow product over a: {@code W ~ (U (x) I) B}, of every width of U at
 * once.
 *
 * <p>U is the basis of what the layer sees along a, as far as W has it, and B the least squares answer behind its first
 * columns. De Lathauwer, De Moor and Vandewalle, "A multilinear singular value decomposition", 2000. Where a moment C of the input is known,
 * B minimises {@code tr((W - P B)' C (W - P B))} with {@code P = U (x) I}; the systems of all widths are nested, and
 * one Cholesky factor solves them all. A ridge draws B to the answer without C: where it is as strong as rounding, the
 * root of the unit roundoff, neither moves B by more than that share.
 *
 * @param backend multiplies, in float64
 * @param basis U, sizes of a x k
 * @param inner numbers of b to each of a
 * @param root a root of the moment of what B makes: {@code P' W}, the answer where all inputs count alike, or the forward
 *     solutions of {@code P' C W}; (k b) x n
 * @param triangle the factor of {@code P' C P}, if a moment of the input is known
 * @param explained what each width takes off the squared norm of the layer
 * @param total squared norm of the layer
 */
record ModeFit(
        Backend backend,
        Tensor basis,
        int inner,
        Tensor root,
        Optional<Tensor> triangle,
        double[] explained,
        double total) {
    /** What is added up of W's singular values is rounded once for each of its columns; with a slack. */
    private static final int SLACK = 32;

    static ModeFit of(Backend backend, Tensor w, int outer, Optional<Tensor> moment) {
        int inner = w.rows() / outer;
        Tensor seen =
                moment.map(c -> Columns.product(backend, Transpose.NO, c, w)).orElse(w);
        Tensor basis = basis(
                backend, backend.svd(Columns.reshaped(w, outer)), Columns.reshaped(seen, outer), moment.isPresent());
        Tensor plain = turned(backend, basis, inner, w);
        if (moment.isEmpty()) {
            double total = squares(w, 0, w.rows());
            double[] explained = explained(plain, inner, plain, 0);
            return new ModeFit(backend, basis, inner, plain, Optional.empty(), explained, total);
        }
        double total = dot(w, seen);
        Tensor square = turned(backend, basis, inner, Tensors.transpose(turned(backend, basis, inner, moment.get())));
        double ridge = Cholesky.ridge(square);
        Tensor right = turned(backend, basis, inner, seen);
        double[] drawn = right.doublesToWrite();
        double[] to = plain.doubles();
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] += ridge * to[i];
        }
        Cholesky factor = Cholesky.of(backend, square, ridge);
        Tensor forward = factor.forward(right);
        double[] explained = explained(forward, inner, plain, ridge);
        return new ModeFit(backend, basis, inner, forward, Optional.of(factor.triangle()), explained, total);
    }

    /** The same, its matrices in a store. */
    Supplier<ModeFit> kept(MatrixStore store) {
        Backend multiplies = backend;
        int numbers = inner;
        double[] taken = explained;
        double norm = total;
        Supplier<Tensor> keptBasis = store.keep(basis);
        Supplier<Tensor> keptRoot = store.keep(root);
        Optional<Supplier<Tensor>> keptTriangle = triangle.map(store::keep);
        return () -> new ModeFit(
                multiplies, keptBasis.get(), numbers, keptRoot.get(), keptTriangle.map(Supplier::get), taken, norm);
    }

    /** Within what W itself has along a: where that is less than all of it, so many columns are W without a loss. */
    private static Tensor basis(Backend backend, Svd own, Tensor seen, boolean weighed) {
        double[] energies = Arrays.stream(own.s()).map(s -> s * s).toArray();
        double rounding = SLACK * seen.columns() * Precision.FLOAT64.unitRoundoff();
        int rank = Energies.rankKeeping(energies, 1 - rounding);
        if (!weighed || rank == 0) {
            return own.u();
        }
        if (rank == energies.length) {
            return backend.svd(seen).u();
        }
        Tensor space = Tensors.leadingColumns(own.u(), rank);
        Tensor within = Columns.product(backend, Transpose.YES, space, seen);
        return Columns.product(backend, Transpose.NO, space, backend.svd(within).u());
    }

    /** {@code (U (x) I)' X}. */
    private static Tensor turned(Backend backend, Tensor basis, int inner, Tensor x) {
        Tensor folded = Columns.reshaped(x, basis.rows());
        return Columns.reshaped(Columns.product(backend, Transpose.YES, basis, folded), basis.columns() * inner);
    }

    /** The squares of the root's rows less those of the ridge, summed up to each width. */
    private static double[] explained(Tensor root, int inner, Tensor plain, double ridge) {
        double[] explained = new double[root.rows() / inner];
        double sum = 0;
        for (int i = 0; i < explained.length; i++) {
            sum += squares(root, i * inner, inner) - ridge * squares(plain, i * inner, inner);
            explained[i] = sum;
        }
        return explained;
    }

    /** The largest width. */
    int widths() {
        return basis.columns();
    }

    /** Squared error behind the first so many columns of U; a bound from above, by the ridge, where C is known. */
    double squaredError(int width) {
        return Math.max(0, total - explained[width - 1]);
    }

    /** Moment of the outputs that B makes of its input, n x n. */
    Tensor outputs(int width) {
        Tensor first = Columns.leadingRows(root, width * inner);
        Tensor moment = Columns.product(backend, Transpose.YES, first, Tensors.copy(first, Precision.FLOAT64));
        return Float64.symmetric(moment);
    }

    /** U, its first columns. */
    Tensor first(int width) {
        return Tensors.leadingColumns(basis, width);
    }

    /** B, (width b) x n. */
    Tensor second(int width) {
        Tensor first = Columns.leadingRows(root, width * inner);
        return triangle.map(l -> new Cholesky(l).back(first)).orElse(first);
    }

    /** What the first product makes of the mean input, 1 x (width b). */
    Tensor hiddenMean(int width, Tensor mean) {
        Tensor turned = turned(backend, basis, inner, Tensors.transpose(mean));
        return Tensors.transpose(Columns.leadingRows(turned, width * inner));
    }

    private static double squares(Tensor matrix, int from, int rows) {
        double sum = 0;
        double[] values = matrix.doubles();
        for (int i = from * matrix.columns(); i < (from + rows) * matrix.columns(); i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }

    private static double dot(Tensor a, Tensor b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.doubles()[i] * b.doubles()[i];
        }
        return sum;
    }
}
