package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.compress.math.ParetoFront;
import dev.eckart.nn.Bilinear;
import dev.eckart.nn.Dense;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer.Request;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.PictureShape;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The bilinear candidates of one layer.
 *
 * @param request the layer
 * @param shape how its input forms a picture
 * @param mean mean input at which a bias keeps the output, if the layer has a bias
 * @param fit the layer in the bases of its pictures
 */
record BilinearOffers(Request request, PictureShape shape, Optional<Tensor> mean, BilinearFit fit) {
    /** Numbers that may be left of a picture: beyond, two plain factors are as small. */
    private static final int MOST_FEATURES = 400;

    /** By how much one side of the small picture may exceed the other. */
    private static final int MOST_UNEVEN = 6;

    static BilinearOffers of(
            Request request, PictureShape shape, InputMoment seen, OutputFactors factors, OutputMetric metric) {
        Tensor w = request.weights();
        if (shape.size() != w.rows()) {
            throw new EckartException("a picture of " + shape.height() + " x " + shape.width() + " is not the input of "
                    + w.rows() + " numbers that the layer takes");
        }
        Tensor moved = metric.rows(request.backend(), Float64.product(request.backend(), seen.moment(), w));
        PictureModes modes = PictureModes.of(request.backend(), shape, moved);
        double total = factors.norm() * factors.norm();
        return new BilinearOffers(
                request, shape, seen.mean(), BilinearFit.of(request.backend(), modes, seen.moment(), w, metric, total));
    }

    /** All candidates worth having, whatever a budget counts, those given included. */
    Decomposition with(Decomposition others) {
        List<Candidate> smaller = smaller(others);
        Set<Candidate> worth = new LinkedHashSet<>();
        // First those for parameters: of candidates that cost and lose the same, allocators take the first.
        worth.addAll(front(smaller, Candidate::parameters));
        worth.addAll(front(smaller, Candidate::macs));
        return Decomposition.of(
                others.inputs(), others.outputs(), Stream.concat(worth.stream(), Stream.of(others.dense())));
    }

    /** All candidates but the layer itself. */
    List<Candidate> smaller(Decomposition others) {
        List<Candidate> smaller = new ArrayList<>(others.candidates());
        Candidate dense = others.dense();
        long limit = request.allowLarger() ? Long.MAX_VALUE : dense.parameters();
        for (int a = 1; a <= shape.height(); a++) {
            for (int b = 1; b <= shape.width(); b++) {
                if (a * b <= MOST_FEATURES && Math.abs(a - b) <= MOST_UNEVEN) {
                    candidates(a, b, limit).forEach(smaller::add);
                }
            }
        }
        smaller.remove(dense);
        return smaller;
    }

    /** Those of which no other costs no more and has a smaller error. */
    private static List<Candidate> front(List<Candidate> candidates, ToLongFunction<Candidate> cost) {
        return ParetoFront.of(candidates, cost, Candidate::error);
    }

    private Stream<Candidate> candidates(int a, int b, long limit) {
        int n = request.weights().columns();
        BilinearFit.Part part = fit.part(request.backend(), a, b);
        long sides = (long) shape.height() * a
                + (long) shape.width() * b
                + request.bias().map(Tensor::size).orElse(0);
        long turning = (long) shape.size() * b + (long) shape.height() * a * b;
        int full = Math.min(a * b, n);
        List<Candidate> candidates = new ArrayList<>();
        for (int rank = 1; rank <= full; rank++) {
            long small = (long) rank * (a * b + n);
            boolean split = rank < full && small < (long) a * b * n;
            if (split || rank == full) {
                Size size = new Size(a, b, rank, split);
                long weights = split ? small : (long) a * b * n;
                candidates.add(new Candidate(
                        size.label(),
                        OptionalInt.of(rank),
                        sides + weights,
                        part.error(rank),
                        () -> chain(size),
                        () -> turning + weights));
            }
        }
        return candidates.stream().filter(candidate -> candidate.parameters() < limit);
    }

    /** A small picture, a x b, and the rank of what follows, in two factors or in one. */
    private record Size(int a, int b, int rank, boolean split) {
        String label() {
            return "bilinear " + a + " x " + b + (split ? " rank " + rank : "");
        }
    }

    /** Factored anew when it is built: all sizes together would take too much memory. */
    private List<Layer> chain(Size size) {
        BilinearFit.Part part = fit.part(request.backend(), size.a(), size.b());
        Precision precision = request.weights().precision();
        Layer sides = Bilinear.of(
                Tensors.copy(Tensors.leadingColumns(fit.modes().left(), size.a()), precision),
                Tensors.copy(Tensors.leadingColumns(fit.modes().right(), size.b()), precision));
        if (!size.split()) {
            return List.of(
                    sides, dense(part.weights(), bias(size, Float64.identity(size.a() * size.b()), part.weights())));
        }
        NestedFactors nested = part.nested(request.backend());
        Tensor first = Tensors.leadingColumns(nested.left(), size.rank());
        Tensor last = Tensors.transpose(Tensors.leadingColumns(nested.right(), size.rank()));
        return List.of(sides, dense(first, Optional.empty()), dense(last, bias(size, first, last)));
    }

    private Optional<Tensor> bias(Size size, Tensor first, Tensor last) {
        return request.bias()
                .map(b -> mean.map(mu -> {
                            Tensor turned = fit.rows(fit.modes().turn(Tensors.transpose(mu)), size.a(), size.b());
                            Tensor hidden = Float64.product(Tensors.transpose(turned), first);
                            return MeanKeepingBias.bias(request.weights(), b, mu, hidden, last);
                        })
                        .orElse(b));
    }

    private Layer dense(Tensor weights, Optional<Tensor> bias) {
        Precision precision = request.weights().precision();
        return Dense.of(Tensors.copy(weights, precision), bias.map(b -> Tensors.copy(b, precision)));
    }
}
