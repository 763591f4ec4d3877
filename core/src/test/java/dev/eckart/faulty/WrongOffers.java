package dev.eckart.faulty;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposer.Request;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Decompositions that are wrong in what they say of their candidates, named by {@link DecomposerFault}. */
final class WrongOffers {
    private WrongOffers() {}

    /** Changes all candidates but the dense one; their factors stay those of their labels. */
    static Decomposition factorised(Decomposition sound, UnaryOperator<Candidate> change) {
        return sound.with(sound.candidates().stream().map(c -> c.rank().isPresent() ? change.apply(c) : c))
                .from(c -> sound.factors(labelled(sound, c.label())));
    }

    private static Candidate labelled(Decomposition decomposition, String label) {
        return decomposition.candidates().stream()
                .filter(candidate -> candidate.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    static Decomposition reversed(Decomposer sound, Request request) {
        Decomposition decomposition = sound.decompose(request);
        List<Candidate> candidates = new ArrayList<>(decomposition.candidates());
        Collections.reverse(candidates);
        return new Decomposition(
                decomposition.inputs(),
                decomposition.outputs(),
                candidates,
                decomposition.scale(),
                decomposition.source());
    }

    static Decomposition alwaysLarger(Decomposer sound, Request request) {
        return sound.decompose(new Request(request.weights(), request.bias(), request.backend(), true, request.seed()));
    }

    static Decomposition fewerParameters(Decomposer sound, Request request) {
        return factorised(sound.decompose(request), c -> {
            List<FactorShape> shapes = new ArrayList<>(c.factors());
            FactorShape first = shapes.get(0);
            shapes.set(0, new FactorShape(first.inputs(), first.outputs(), true, first.weights() - 1, 0, first.macs()));
            return c.builtOf(shapes);
        });
    }

    static Decomposition smallerErrors(Decomposer sound, Request request) {
        return factorised(sound.decompose(request), c -> withError(c, c.error() * (1 - 1e-6)));
    }

    static Decomposition lowerRanks(Decomposer sound, Request request) {
        return factorised(sound.decompose(request), c -> {
            OptionalInt lower = OptionalInt.of(Math.max(1, c.rank().getAsInt() - 1));
            return new Candidate(c.label(), lower, c.factors(), c.error());
        });
    }

    static Decomposition withoutFullRank(Decomposer sound, Request request) {
        Decomposition decomposition = sound.decompose(request);
        int full = Math.min(decomposition.inputs(), decomposition.outputs());
        Stream<Candidate> others =
                decomposition.candidates().stream().filter(c -> c.rank().orElse(0) != full);
        return decomposition.with(others);
    }

    static Decomposition notFiniteAccepted(Decomposer sound, Request request) {
        if (Tensors.isFinite(request.weights())) {
            return sound.decompose(request);
        }
        Tensors.fill(request.weights(), i -> 0);
        return sound.decompose(request);
    }

    static Decomposition zeroRefused(Decomposer sound, Request request) {
        if (Tensors.norm(request.weights()) == 0) {
            throw new EckartException("weights of zero cannot be factorised");
        }
        return sound.decompose(request);
    }

    static Candidate withError(Candidate c, double error) {
        return new Candidate(c.label(), c.rank(), c.factors(), error);
    }

    /** Counts its calls. */
    static final class Unsteady implements BiFunction<Decomposer, Request, Decomposition> {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public Decomposition apply(Decomposer sound, Request request) {
            double factor = 1 + Math.scalb(1.0, -52) * (calls.incrementAndGet() % 4);
            return factorised(sound.decompose(request), c -> withError(c, c.error() * factor));
        }
    }
}
