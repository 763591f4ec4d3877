package dev.eckart.compress;

import dev.eckart.spi.Budget;
import dev.eckart.spi.Candidate;
import dev.eckart.spi.Decomposition;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.RankAllocator;
import java.util.List;

/**
 * Cuts every layer by the same divisor: rank floor(outputs / level), at least 1.
 *
 * <p>Looks neither at the data nor at the singular values. A layer that offers no such rank (because the factors would
 * be larger than the layer) stays dense.
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
        if (budget.unit() != Budget.Unit.LEVEL) {
            throw new EckartException("allocator 'divisor' cuts to nominal levels, not to " + budget
                    + "; take allocator 'knapsack' or 'greedy' for that");
        }
        return layers.stream().map(layer -> choose(layer, budget.level())).toList();
    }

    private static Candidate choose(Decomposition layer, int level) {
        int rank = Math.max(1, layer.outputs() / level);
        return layer.candidates().stream()
                .filter(candidate -> candidate.rank().orElse(0) == rank)
                .findFirst()
                .orElseGet(layer::dense);
    }
}
