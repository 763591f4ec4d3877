package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.nn.Dense;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer.Request;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two factors {@code W = L R} that are nested: the first r columns of L and rows of R are the factors of rank r.
 *
 * <p>What every decomposer by singular values ends in; {@link #decomposition} offers its layers.
 *
 * @param left L, m x k
 * @param right R transposed, n x k
 * @param errors k predicted errors: what ranks 1, 2, ..., k change W by, in the norm the decomposer works in
 */
public record NestedFactors(Tensor left, Tensor right, double[] errors) {
    /**
     * Checks that the parts have one size.
     *
     * @param left L, m x k
     * @param right R transposed, n x k
     * @param errors k predicted errors
     * @throws IllegalArgumentException if their k differ
     */
    public NestedFactors {
        if (left.columns() != right.columns() || left.columns() != errors.length) {
            throw new IllegalArgumentException("factors of " + left.columns() + " and " + right.columns()
                    + " columns with " + errors.length + " errors do not belong together");
        }
    }

    /**
     * The factors of a singular value decomposition, each singular value spread over both.
     *
     * <p>Rank r changes W by the norm of the singular values beyond r: Eckart and Young, "The approximation of one
     * matrix by another of lower rank", Psychometrika 1936.
     *
     * @param svd the decomposition of W
     * @param left what a column of U is multiplied by, given its singular value
     * @param right likewise for V; the two together must give the singular value
     * @return the factors, with errors in the Frobenius norm
     */
    public static NestedFactors of(Svd svd, DoubleUnaryOperator left, DoubleUnaryOperator right) {
        return new NestedFactors(scaled(svd.u(), svd.s(), left), scaled(svd.v(), svd.s(), right), tails(svd.s()));
    }

    private static Tensor scaled(Tensor vectors, double[] s, DoubleUnaryOperator scale) {
        return columns(vectors, j -> scale.applyAsDouble(s[j]));
    }

    /** Summed from the smallest, so that none is lost to rounding. */
    private static double[] tails(double[] s) {
        double[] tails = new double[s.length];
        for (int rank = s.length - 1; rank > 0; rank--) {
            tails[rank - 1] = Math.hypot(tails[rank], s[rank]);
        }
        return tails;
    }

    /**
     * The same products, each pair of vectors scaled to one length: training moves factors of one size evenly.
     *
     * @return balanced factors with the same errors
     */
    public NestedFactors balanced() {
        double[] scale = new double[errors.length];
        for (int j = 0; j < scale.length; j++) {
            double l = length(left, j);
            double r = length(right, j);
            scale[j] = l == 0 || r == 0 ? 1 : Math.sqrt(r / l);
        }
        return new NestedFactors(columns(left, j -> scale[j]), columns(right, j -> 1 / scale[j]), errors);
    }

    private static double length(Tensor tensor, int column) {
        double squares = 0;
        for (int i = 0; i < tensor.rows(); i++) {
            squares += tensor.get(i, column) * tensor.get(i, column);
        }
        return Math.sqrt(squares);
    }

    private static Tensor columns(Tensor tensor, IntToDoubleFunction scale) {
        int k = tensor.columns();
        Tensor scaled = Tensors.zeros(Precision.FLOAT64, tensor.rows(), k);
        Tensors.fill(scaled, i -> tensor.get(i / k, i % k) * scale.applyAsDouble(i % k));
        return scaled;
    }

    /**
     * What the layer can be replaced by: a pair of dense layers for each rank, and itself.
     *
     * @param request the layer and what was asked for; its bias goes on the second of the pair
     * @return candidates of every rank that is smaller than the layer, or of every rank if larger ones are allowed
     */
    public Decomposition decomposition(Request request) {
        return decomposition(request, Optional.empty());
    }

    /**
     * What the layer can be replaced by, with a bias that makes up for what the factors change the mean output by.
     *
     * @param request the layer and what was asked for; its bias, if it has one, goes on the second of the pair
     * @param mean mean input at which the output is kept, 1 x m; empty keeps the bias as it is
     * @return candidates of every rank that is smaller than the layer, or of every rank if larger ones are allowed
     */
    public Decomposition decomposition(Request request, Optional<Tensor> mean) {
        Tensor w = request.weights();
        // Candidates live long: they must not hold on to the request, which has the statistics.
        Optional<Tensor> bias = request.bias();
        Candidate dense = Candidate.dense(w, bias, () -> dense(w, bias, w.precision()));
        int most = request.allowLarger()
                ? errors.length
                : Math.min(errors.length, (w.size() - 1) / (w.rows() + w.columns()));
        NestedFactors offered = leading(most);
        Stream<Candidate> pairs =
                IntStream.rangeClosed(1, most).mapToObj(rank -> offered.candidate(w, bias, mean, rank));
        return Decomposition.of(w.rows(), w.columns(), Stream.concat(pairs, Stream.of(dense)));
    }

    /** Without the columns that no candidate has: candidates hold on to their factors, often to half of them. */
    private NestedFactors leading(int ranks) {
        return ranks == errors.length || ranks == 0
                ? this
                : new NestedFactors(
                        Tensors.leadingColumns(left, ranks),
                        Tensors.leadingColumns(right, ranks),
                        Arrays.copyOf(errors, ranks));
    }

    private Candidate candidate(Tensor w, Optional<Tensor> bias, Optional<Tensor> mean, int rank) {
        int biases = bias.map(Tensor::size).orElse(0);
        long weights = (long) rank * (left.rows() + right.rows());
        return new Candidate(
                Candidate.label(rank),
                OptionalInt.of(rank),
                weights + biases,
                errors[rank - 1],
                () -> pair(w, bias, mean, rank),
                () -> weights);
    }

    private List<Layer> pair(Tensor w, Optional<Tensor> bias, Optional<Tensor> mean, int rank) {
        Tensor first = Tensors.leadingColumns(left, rank);
        Tensor second = Tensors.transpose(Tensors.leadingColumns(right, rank));
        Optional<Tensor> kept =
                bias.map(b -> mean.map(mu -> MeanKeepingBias.bias(w, b, mu, Float64.product(mu, first), second))
                        .orElse(b));
        return List.of(dense(first, Optional.empty(), w.precision()), dense(second, kept, w.precision()));
    }

    private static Layer dense(Tensor weights, Optional<Tensor> bias, Precision precision) {
        return Dense.of(Tensors.copy(weights, precision), bias.map(b -> Tensors.copy(b, precision)));
    }
}
