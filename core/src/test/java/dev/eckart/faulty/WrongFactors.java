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
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Decompositions whose candidates build something wrong, named by {@link DecomposerFault}. */
final class WrongFactors {
    private WrongFactors() {}

    private static Candidate built(Candidate c, UnaryOperator<List<Layer>> change) {
        return new Candidate(
                c.label(),
                c.rank(),
                c.parameters(),
                c.error(),
                () -> change.apply(c.layers().get()));
    }

    private static Decomposition dense(Decomposition sound, Supplier<Layer> layer) {
        return Decomposition.of(
                sound.inputs(),
                sound.outputs(),
                sound.candidates().stream()
                        .map(c -> c.rank().isPresent() ? c : built(c, layers -> List.of(layer.get()))));
    }

    static Decomposition withoutBias(Decomposer sound, Request request) {
        return WrongOffers.factorised(
                sound.decompose(request),
                candidate -> built(candidate, layers -> {
                    Tensor last = ((Linear) layers.get(1)).weights();
                    return List.of(layers.get(0), Dense.of(last, Optional.empty()));
                }));
    }

    static Decomposition rectified(Decomposer sound, Request request) {
        return WrongOffers.factorised(
                sound.decompose(request),
                candidate -> built(candidate, layers -> List.of(layers.get(0), new Relu(), layers.get(1))));
    }

    static Decomposition layerShared(Decomposer sound, Request request) {
        return dense(sound.decompose(request), () -> Dense.of(request.weights(), request.bias()));
    }

    static Decomposition denseRounded(Decomposer sound, Request request) {
        Tensor rounded = Tensors.copy(request.weights(), request.weights().precision());
        Tensors.fill(rounded, i -> {
            double w = Tensors.element(request.weights()).applyAsDouble(i);
            return w * (1 - 2 * request.weights().precision().unitRoundoff());
        });
        return dense(
                sound.decompose(request),
                () -> Dense.of(rounded, request.bias()).copy());
    }

    static Decomposition builtOnce(Decomposer sound, Request request) {
        return WrongOffers.factorised(sound.decompose(request), candidate -> {
            List<Layer> layers = candidate.layers().get();
            return built(candidate, again -> layers);
        });
    }

    /** A rank's last direction is multiplied by zero, and the error is honestly said to be that of the rank below. */
    static Decomposition directionWasted(Decomposer sound, Request request) {
        Decomposition decomposition = sound.decompose(request);
        int full = Math.min(decomposition.inputs(), decomposition.outputs());
        return WrongOffers.factorised(decomposition, candidate -> {
            int rank = candidate.rank().orElse(full);
            return rank == 1 || rank == full ? candidate : wasteful(candidate, below(decomposition, rank), rank);
        });
    }

    private static Candidate below(Decomposition decomposition, int rank) {
        return decomposition.candidates().stream()
                .filter(c -> c.rank().orElse(0) == rank - 1)
                .findFirst()
                .orElseThrow();
    }

    private static Candidate wasteful(Candidate candidate, Candidate below, int rank) {
        Candidate wasteful = built(candidate, layers -> {
            Tensor first = ((Linear) layers.get(0)).weights();
            IntStream.range(0, first.rows()).forEach(row -> first.set(row, rank - 1, 0));
            return layers;
        });
        return new Candidate(
                candidate.label(), candidate.rank(), candidate.parameters(), below.error(), wasteful.layers());
    }
}
