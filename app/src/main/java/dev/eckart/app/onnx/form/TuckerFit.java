package dev.eckart.app.onnx.form;

import dev.eckart.compress.decompose.NestedFactors;
import dev.eckart.compress.decompose.OutputMetric;
import dev.eckart.compress.math.Cholesky;
import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The weights of a layer whose rows are tensors, {@code W = S x1 A1 x2 A2 ... x V}: the higher-order singular value
 * decomposition of De Lathauwer, De Moor and Vandewalle, "A multilinear singular value decomposition", 2000, between roots of
 * what is known of the layer, so that of each axis those directions come first that count most in what the layer makes.
 *
 * <p>Of the input the moment of each axis is known: the second moment of the vectors along it. Together they stand for the
 * moment of the whole, of which they are the Kronecker factors where axes have nothing to do with each other; of an input of
 * 24 x 22 x 22 the whole has 135 million numbers, and they have 1,544.
 *
 * @param backend multiplies and decomposes, in float64
 * @param bases A of each axis, d x d
 * @param core S, with a row for each row of W
 * @param outputs V, n x n
 */
record TuckerFit(Backend backend, List<Tensor> bases, Tensor core, Tensor outputs) {
    /**
     * Decomposes.
     *
     * @param weights W
     * @param sizes sizes of the axes of a row of the input
     * @param rows rows of the input that was observed; none where all count alike
     * @param metric how changes of the output count
     */
    static TuckerFit of(
            Backend backend, Tensor weights, List<Integer> sizes, Optional<Tensor> rows, OutputMetric metric) {
        List<Eigen> moments = rows.map(x -> moments(backend, x, sizes)).orElse(List.of());
        int n = weights.columns();
        Tensor tensor = metric.rows(backend, weights);
        if (!moments.isEmpty()) {
            List<Tensor> roots = moments.stream()
                    .map(moment -> Float64.function(backend, moment, Math::sqrt))
                    .toList();
            tensor = ModeProducts.turned(ModeProducts.of(backend, tensor, roots), n);
        }
        List<Tensor> bases = new ArrayList<>();
        for (int size : sizes) {
            Tensor basis = basis(backend, tensor, size);
            tensor = ModeProducts.of(backend, tensor, List.of(basis));
            bases.add(basis);
        }
        Tensor last = basis(backend, tensor, n);
        tensor = ModeProducts.of(backend, tensor, List.of(last));
        for (int axis = 0; axis < moments.size(); axis++) {
            Tensor inverse = Float64.function(backend, moments.get(axis), value -> 1 / Math.sqrt(value));
            bases.set(axis, Float64.product(backend, inverse, bases.get(axis)));
        }
        return new TuckerFit(backend, bases, Columns.reshaped(tensor, weights.rows()), metric.back(backend, last));
    }

    /** Moments of all axes, with a ridge under directions that no row has. */
    private static List<Eigen> moments(Backend backend, Tensor rows, List<Integer> sizes) {
        List<Eigen> moments = new ArrayList<>();
        Tensor tensor = Tensors.transpose(rows);
        for (int size : sizes) {
            Tensor moment = gram(backend, tensor, size);
            double ridge = Cholesky.ridge(moment);
            for (int i = 0; i < size; i++) {
                moment.set(i, i, moment.get(i, i) + ridge);
            }
            Eigen eigen = backend.eigen(moment);
            moments.add(new Eigen(
                    Arrays.stream(eigen.values())
                            .map(value -> Math.max(value, ridge))
                            .toArray(),
                    eigen.vectors()));
            tensor = ModeProducts.turned(tensor, size);
        }
        return moments;
    }

    private static Tensor basis(Backend backend, Tensor tensor, int size) {
        return backend.eigen(gram(backend, tensor, size)).vectors();
    }

    private static Tensor gram(Backend backend, Tensor tensor, int size) {
        Tensor first = Columns.reshaped(tensor, size);
        Tensor gram = Tensors.zeros(Forms.PRECISION, size, size);
        backend.gemm(Transpose.NO, first, Transpose.YES, first, 1, 0, gram);
        return Float64.symmetric(gram);
    }

    /** The same, its matrices in a store. */
    Supplier<TuckerFit> kept(MatrixStore store) {
        Backend multiplies = backend;
        List<Supplier<Tensor>> keptBases = bases.stream().map(store::keep).toList();
        Supplier<Tensor> keptCore = store.keep(core);
        Supplier<Tensor> keptOutputs = store.keep(outputs);
        return () -> new TuckerFit(
                multiplies, keptBases.stream().map(Supplier::get).toList(), keptCore.get(), keptOutputs.get());
    }

    /** Rows in the bases: what the core is multiplied with. */
    Tensor turned(Tensor rows) {
        return Columns.reshaped(ModeProducts.of(backend, Tensors.transpose(rows), bases), rows.rows());
    }

    /**
     * Factors of one size.
     *
     * @param axes for each axis an orthonormal basis of what is kept of it, for training moves factors of one size evenly; the
     *     identity where that is all
     * @param behind the product behind them, or two
     */
    record Factors(List<Tensor> axes, List<Tensor> behind) {}

    Factors factors(TuckerSize size) {
        List<Tensor> axes = new ArrayList<>();
        List<Tensor> into = new ArrayList<>();
        for (int axis = 0; axis < bases.size(); axis++) {
            Tensor basis = bases.get(axis);
            int width = size.widths().get(axis);
            Tensor kept = Tensors.leadingColumns(basis, width);
            Tensor axisBasis = size.isNarrower(axis) ? backend.orthonormal(kept) : Float64.identity(width);
            double[] coordinates =
                    Columns.product(backend, Transpose.YES, kept, axisBasis).doubles();
            axes.add(axisBasis);
            // What belongs to directions that are not kept goes.
            into.add(Tensors.wrap(basis.rows(), width, Arrays.copyOf(coordinates, basis.rows() * width)));
        }
        int n = outputs.rows();
        Tensor all = Tensors.transpose(Columns.reshaped(ModeProducts.of(backend, core, into), n));
        if (size.rank().isEmpty()) {
            return new Factors(axes, List.of(Float64.product(backend, Transpose.NO, all, Transpose.YES, outputs)));
        }
        int rank = size.rank().getAsInt();
        NestedFactors pair = new NestedFactors(
                        Tensors.leadingColumns(all, rank), Tensors.leadingColumns(outputs, rank), new double[rank])
                .balanced();
        return new Factors(axes, List.of(pair.left(), Tensors.transpose(pair.right())));
    }
}
