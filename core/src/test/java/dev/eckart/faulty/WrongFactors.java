package dev.eckart.faulty;

import dev.eckart.nn.Dense;
import dev.eckart.nn.Relu;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposer.Request;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Decompositions whose candidates build something wrong, named by {@link DecomposerFault}. */
final class WrongFactors {
    private WrongFactors() {}

    private static Decomposition built(Decomposition sound, UnaryOperator<List<Layer>> change) {
        return sound.from(candidate -> change.apply(sound.factors(candidate)));
    }

    static Decomposition withoutBias(Decomposer sound, Request request) {
        return built(sound.decompose(request), layers -> {
            Tensor last = ((Linear) layers.get(1)).weights();
            return List.of(layers.get(0), Dense.of(last, Optional.empty()));
        });
    }

    static Decomposition rectified(Decomposer sound, Request request) {
        return built(sound.decompose(request), layers -> List.of(layers.get(0), new Relu(), layers.get(1)));
    }

    static Decomposition biasShared(Decomposer sound, Request request) {
        return built(
                sound.decompose(request),
                layers -> List.of(layers.get(0), Dense.of(((Linear) layers.get(1)).weights(), request.bias())));
    }

    static Decomposition denseUnbiased(Decomposer sound, Request request) {
        Decomposition decomposition = sound.decompose(request);
        return decomposition.with(decomposition.candidates().stream()
                .map(c -> c.rank().isPresent() ? c : Candidate.dense(request.weights(), Optional.empty())));
    }

    static Decomposition builtOnce(Decomposer sound, Request request) {
        Decomposition decomposition = sound.decompose(request);
        Map<String, List<Layer>> built = new HashMap<>();
        return decomposition.from(
                candidate -> built.computeIfAbsent(candidate.label(), label -> decomposition.factors(candidate)));
    }

    static Decomposition madeOfTheWeights(Decomposer sound, Request request) {
        return sound.decompose(request)
                .from(candidate -> sound.decompose(request).factors(candidate));
    }

    /** A rank's last direction is multiplied by zero, and the error is honestly said to be that of the rank below. */
    static Decomposition directionWasted(Decomposer sound, Request request) {
        Decomposition decomposition = sound.decompose(request);
        int full = Math.min(decomposition.inputs(), decomposition.outputs());
        return WrongOffers.factorised(
                        decomposition,
                        candidate -> isWasteful(candidate, full)
                                ? WrongOffers.withError(candidate, below(decomposition, candidate))
                                : candidate)
                .from(candidate -> {
                    List<Layer> layers = decomposition.factors(candidate);
                    if (isWasteful(candidate, full)) {
                        Tensor first = ((Linear) layers.get(0)).weights();
                        int last = first.columns() - 1;
                        IntStream.range(0, first.rows()).forEach(row -> first.set(row, last, 0));
                    }
                    return layers;
                });
    }

    private static boolean isWasteful(Candidate candidate, int full) {
        int rank = candidate.rank().orElse(full);
        return rank > 1 && rank < full;
    }

    private static double below(Decomposition decomposition, Candidate candidate) {
        int rank = candidate.rank().orElseThrow();
        return decomposition.candidates().stream()
                .filter(c -> c.rank().orElse(0) == rank - 1)
                .findFirst()
                .orElseThrow()
                .error();
    }
}
