package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer.Request;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two factors {@code W = L R} that are nested: the first r columns of L and rows of R are the factors of rank r.
 *
 * <p>What every decomposer by singular values ends in; {@link #decomposition} makes candidates of them.
 *
 * @param left L, m x k
 * @param right R transposed, n x k
 * @param errors the predicted errors of the ranks 1, 2, ..., k, as {@link Candidate#error} has them
 */
public record NestedFactors(Tensor left, Tensor right, double[] errors) {
    /**
     * Checks that the parts have one size.
     *
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
     * @param left the factor of a column of U, from its singular value
     * @param right the factor of a column of V; the product of both must be the singular value
     * @return the factors, with errors in the Frobenius norm
     */
    public static NestedFactors of(Svd svd, DoubleUnaryOperator left, DoubleUnaryOperator right) {
        return new NestedFactors(scaled(svd.u(), svd.s(), left), scaled(svd.v(), svd.s(), right), tails(svd.s()));
    }

    private static Tensor scaled(Tensor vectors, double[] s, DoubleUnaryOperator scale) {
        return columns(vectors, Arrays.stream(s).map(scale).toArray());
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
     * The same products, the two vectors of each rank scaled to one length: training moves factors of one size evenly.
     *
     * @return balanced factors with the same errors
     */
    public NestedFactors balanced() {
        double[] l = lengths(left);
        double[] r = lengths(right);
        double[] scale = new double[errors.length];
        double[] inverse = new double[errors.length];
        for (int j = 0; j < scale.length; j++) {
            scale[j] = l[j] == 0 || r[j] == 0 ? 1 : Math.sqrt(r[j] / l[j]);
            inverse[j] = 1 / scale[j];
        }
        return new NestedFactors(columns(left, scale), columns(right, inverse), errors);
    }

    /** Of the columns, whose elements are read row by row as they lie. */
    private static double[] lengths(Tensor tensor) {
        double[] elements = Float64.of(tensor).doubles();
        double[] squares = new double[tensor.columns()];
        for (int row = 0; row < elements.length; row += squares.length) {
            for (int j = 0; j < squares.length; j++) {
                squares[j] += elements[row + j] * elements[row + j];
            }
        }
        return Arrays.stream(squares).map(Math::sqrt).toArray();
    }

    /** Each column times its own factor; the matrix itself where all are 1, for it may be most of the memory. */
    private static Tensor columns(Tensor tensor, double[] scale) {
        if (Arrays.stream(scale).allMatch(factor -> factor == 1)) {
            return Float64.of(tensor);
        }
        double[] elements = Float64.of(tensor).doubles();
        double[] scaled = new double[elements.length];
        for (int row = 0; row < elements.length; row += scale.length) {
            for (int j = 0; j < scale.length; j++) {
                scaled[row + j] = elements[row + j] * scale[j];
            }
        }
        return Tensors.wrap(tensor.rows(), scale.length, scaled);
    }

    /**
     * What the layer can be replaced by: a pair of dense layers for each rank, and itself.
     *
     * @param request the layer and what was asked for; its bias goes on the second of the pair
     * @return candidates of every rank that has fewer parameters than the layer, or of every rank if larger ones are allowed
     */
    public Decomposition decomposition(Request request) {
        return decomposition(request, Optional.empty());
    }

    /**
     * What the layer can be replaced by, with a bias that keeps the output at the mean input.
     *
     * @param request the layer and what was asked for; its bias, if it has one, goes on the second of the pair
     * @param mean mean input at which the output is kept, 1 x m; empty keeps the bias as it is
     * @return candidates of every rank that has fewer parameters than the layer, or of every rank if larger ones are allowed
     */
    public Decomposition decomposition(Request request, Optional<Tensor> mean) {
        Tensor w = request.weights();
        int most = request.allowLarger()
                ? errors.length
                : Math.min(errors.length, (w.size() - 1) / (w.rows() + w.columns()));
        boolean biased = request.bias().isPresent();
        Stream<Candidate> pairs =
                IntStream.rangeClosed(1, most).mapToObj(rank -> candidate(w.rows(), w.columns(), biased, rank));
        Candidate dense = Candidate.dense(w, request.bias());
        return Decomposition.of(
                w.rows(),
                w.columns(),
                Stream.concat(pairs, Stream.of(dense)),
                leading(most).kept(request, mean));
    }

    private Candidate candidate(int inputs, int outputs, boolean biased, int rank) {
        return Candidate.ofRank(
                rank,
                List.of(FactorShape.linear(inputs, rank, false), FactorShape.linear(rank, outputs, biased)),
                errors[rank - 1]);
    }

    /** Without the columns that no candidate has, often half of them. */
    private NestedFactors leading(int ranks) {
        return ranks == errors.length || ranks == 0
                ? this
                : new NestedFactors(
                        Tensors.leadingColumns(left, ranks),
                        Tensors.leadingColumns(right, ranks),
                        Arrays.copyOf(errors, ranks));
    }

    private NestedPairs kept(Request request, Optional<Tensor> mean) {
        Tensor w = request.weights();
        return new NestedPairs(
                request.store().keep(left),
                request.store().keep(right),
                request.bias().map(b -> MeanKeepingBias.of(w, b, mean)),
                w.precision());
    }
}
