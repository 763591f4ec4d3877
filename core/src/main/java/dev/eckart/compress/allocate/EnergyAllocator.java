package dev.eckart.compress.allocate;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The smallest candidate of each layer that keeps a given share of the layer's energy, whatever the level; a budget of
 * another kind is refused.
 *
 * <p>Energy is the squared norm, weighted as the decomposer weights it: for plain SVD the sum of squared singular values.
 */
public final class EnergyAllocator implements RankAllocator {
    /** Found by ServiceLoader. */
    public EnergyAllocator() {}

    @Override
    public String name() {
        return "energy";
    }

    @Override
    public List<Candidate> allocate(List<Decomposition> layers, Budget budget) {
        return allocate(new Request(layers, budget));
    }

    @Override
    public List<Candidate> allocate(Request request) {
        Objections.require(this, request);
        double energy = request.preferences().energy();
        if (!(energy > 0 && energy <= 1)) {
            throw new EckartException("a share of energy must be above 0 and at most 1, not " + energy);
        }
        return request.layers().stream().map(layer -> choose(layer, energy)).toList();
    }

    @Override
    public Optional<String> objection(Demand demand) {
        return Objections.levelsOnly(this, "cuts to a share of each layer's energy, whatever the level", demand);
    }

    private static Candidate choose(Decomposition layer, double energy) {
        return layer.candidates().stream()
                .filter(candidate -> layer.lost(candidate) <= 1 - energy)
                .min(Comparator.comparingLong(Candidate::parameters))
                .orElseGet(layer::dense);
    }
}
