package dev.eckart.compress.allocate;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The ranks that a person has listed, one for each layer, whatever the level; a budget of another kind is refused. */
public final class FixedAllocator implements RankAllocator {
    /** Found by ServiceLoader. */
    public FixedAllocator() {}

    @Override
    public String name() {
        return "fixed";
    }

    @Override
    public List<Candidate> allocate(List<Decomposition> layers, Budget budget) {
        return allocate(new Request(layers, budget));
    }

    @Override
    public List<Candidate> allocate(Request request) {
        Objections.require(this, request);
        List<OptionalInt> ranks = request.preferences().ranks();
        List<Decomposition> layers = request.layers();
        List<Candidate> chosen = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            chosen.add(choose(layers.get(i), ranks.get(i), i + 1));
        }
        return chosen;
    }

    @Override
    public Optional<String> objection(Demand demand) {
        int ranks = demand.preferences().ranks().size();
        return Objections.levelsOnly(this, "cuts to the ranks that it is told, whatever the level", demand)
                .or(() -> ranks == demand.layers()
                        ? Optional.empty()
                        : Optional.of("allocator 'fixed' needs a rank, or 'dense', for each of the " + demand.layers()
                                + " linear layers, and has " + ranks));
    }

    /** Of several candidates of one rank, the one that loses least. */
    private static Candidate choose(Decomposition layer, OptionalInt rank, int number) {
        return layer.candidates().stream()
                .filter(candidate -> candidate.rank().equals(rank))
                .min(Comparator.comparingDouble(Candidate::error))
                .orElseThrow(() -> new EckartException("linear layer " + number + " offers no rank "
                        + rank.orElse(0) + "; its ranks go up to " + largest(layer)
                        + ", beyond which factors are larger than the layer: list 'dense' instead"));
    }

    private static int largest(Decomposition layer) {
        return layer.candidates().stream()
                .mapToInt(candidate -> candidate.rank().orElse(0))
                .max()
                .orElse(0);
    }
}
