package dev.eckart.compress.allocate;

import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.List;
import java.util.Optional;

/**
 * Cuts every layer by the same divisor: rank floor(outputs / level), at least 1. Takes levels, and no other budgets.
 *
 * <p>Looks neither at the data nor at the singular values, so the network may end up larger or smaller than the level says.
 * A layer that offers no such rank (because the factors would be larger than the layer) stays dense.
 */
public final class DivisorAllocator implements RankAllocator {
    /** Found by ServiceLoader. */
    public DivisorAllocator() {}

    @Override
    public String name() {
        return "divisor";
    }

    @Override
    public List<Candidate> allocate(List<Decomposition> layers, Budget budget) {
        Objections.require(this, new Request(layers, budget));
        return layers.stream().map(layer -> choose(layer, budget.amount())).toList();
    }

    @Override
    public Optional<String> objection(Demand demand) {
        return Objections.levelsOnly(this, "cuts to nominal levels", demand);
    }

    private static Candidate choose(Decomposition layer, long level) {
        long rank = Math.max(1, layer.outputs() / level);
        return layer.candidates().stream()
                .filter(candidate -> candidate.rank().orElse(0) == rank)
                .findFirst()
                .orElseGet(layer::dense);
    }
}
