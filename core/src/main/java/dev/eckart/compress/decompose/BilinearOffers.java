package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.compress.math.ParetoFront;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer.Request;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.PictureShape;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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
        Map<Candidate, BilinearSize> bilinear = bilinear(limit(others));
        List<Candidate> smaller = smaller(others, bilinear.keySet());
        Set<Candidate> worth = new LinkedHashSet<>();
        // First those for parameters: of candidates that cost and lose the same, allocators take the first.
        worth.addAll(ParetoFront.of(smaller, Candidate::parameters, Candidate::error));
        worth.addAll(ParetoFront.of(smaller, Candidate::macs, Candidate::error));
        Map<String, BilinearSize> sizes = new HashMap<>();
        bilinear.keySet().stream()
                .filter(worth::contains)
                .forEach(candidate -> sizes.put(candidate.label(), bilinear.get(candidate)));
        return others.with(Stream.concat(worth.stream(), Stream.of(others.dense())))
                .from(BilinearFactors.of(request, mean, fit, sizes, others.source()));
    }

    /** All candidates but the layer itself. */
    List<Candidate> smaller(Decomposition others) {
        return smaller(others, bilinear(limit(others)).keySet());
    }

    private static List<Candidate> smaller(Decomposition others, Set<Candidate> bilinear) {
        List<Candidate> smaller = new ArrayList<>(others.candidates());
        smaller.addAll(bilinear);
        smaller.remove(others.dense());
        return smaller;
    }

    private long limit(Decomposition others) {
        return request.allowLarger() ? Long.MAX_VALUE : others.dense().parameters();
    }

    private Map<Candidate, BilinearSize> bilinear(long limit) {
        Map<Candidate, BilinearSize> bilinear = new LinkedHashMap<>();
        for (int a = 1; a <= shape.height(); a++) {
            for (int b = 1; b <= shape.width(); b++) {
                if (a * b <= MOST_FEATURES && Math.abs(a - b) <= MOST_UNEVEN) {
                    BilinearFit.Part part = fit.part(request.backend(), a, b);
                    for (BilinearSize size :
                            BilinearSize.all(a, b, request.weights().columns())) {
                        Candidate candidate = candidate(size, part.error(size.rank()));
                        if (candidate.parameters() < limit) {
                            bilinear.put(candidate, size);
                        }
                    }
                }
            }
        }
        return bilinear;
    }

    private Candidate candidate(BilinearSize size, double error) {
        boolean biased = request.bias().isPresent();
        return new Candidate(
                size.label(),
                OptionalInt.of(size.rank()),
                size.shapes(shape, request.weights().columns(), biased),
                error);
    }
}
