package dev.eckart.compress;

import dev.eckart.nn.Dense;
import dev.eckart.spi.Candidate;
import dev.eckart.spi.Decomposer;
import dev.eckart.spi.Decomposition;
import dev.eckart.spi.Layer;
import dev.eckart.spi.Svd;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The truncated singular value decomposition {@code W = (U S) V'}: no other factors of the same rank come nearer to W
 * in the Frobenius norm.
 *
 * <p>Eckart and Young, "The approximation of one matrix by another of lower rank", Psychometrika 1936.
 */
public final class TruncatedSvd implements Decomposer {
    /** Found by ServiceLoader. */
    public TruncatedSvd() {}

    @Override
    public String name() {
        return "truncated-svd";
    }

    @Override
    public Decomposition decompose(Request request) {
        Tensor w = request.weights();
        Candidate dense = Candidate.dense(w, request.bias(), () -> dense(w, request.bias(), w.precision()));
        Svd svd = request.backend().svd(w);
        Stream<Candidate> truncated = IntStream.rangeClosed(1, svd.s().length)
                .mapToObj(rank -> candidate(request, svd, rank))
                .filter(candidate -> request.allowLarger() || candidate.parameters() < dense.parameters());
        return Decomposition.of(w.rows(), w.columns(), Stream.concat(truncated, Stream.of(dense)));
    }

    private static Candidate candidate(Request request, Svd svd, int rank) {
        int biases = request.bias().map(Tensor::size).orElse(0);
        long parameters = (long) rank * (svd.u().rows() + svd.v().rows()) + biases;
        return Candidate.ofRank(rank, parameters, tail(svd.s(), rank), () -> factors(request, svd, rank));
    }

    private static List<Layer> factors(Request request, Svd svd, int rank) {
        Precision precision = request.weights().precision();
        Tensor us = Tensors.leadingColumns(svd.u(), rank);
        Tensors.fill(us, i -> svd.u().get(i / rank, i % rank) * svd.s()[i % rank]);
        Tensor vt = Tensors.transpose(Tensors.leadingColumns(svd.v(), rank));
        return List.of(dense(us, Optional.empty(), precision), dense(vt, request.bias(), precision));
    }

    private static Layer dense(Tensor weights, Optional<Tensor> bias, Precision precision) {
        return Dense.of(Tensors.copy(weights, precision), bias.map(b -> Tensors.copy(b, precision)));
    }

    /** The Frobenius norm of what a rank leaves out. Summed from the smallest, so that none is lost to rounding. */
    private static double tail(double[] s, int rank) {
        double norm = 0;
        for (int i = s.length - 1; i >= rank; i--) {
            norm = Math.hypot(norm, s[i]);
        }
        return norm;
    }
}
