package dev.eckart.faulty;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An allocator that claims all that can be claimed: of all choices with at most the dense parameters divided by the
 * level, it takes the one with the least damage, and of equals the smallest, then the first.
 */
record Exhaustive() implements RankAllocator {
    /** Some layers' candidates with their sums. */
    private record Choice(List<Candidate> candidates, long parameters, double damage) {
        static final Choice EMPTY = new Choice(List.of(), 0, 0);

        Choice with(Candidate candidate) {
            List<Candidate> more = new ArrayList<>(candidates);
            more.add(candidate);
            return new Choice(more, parameters + candidate.parameters(), damage + Exhaustive.damage(candidate));
        }

        boolean beats(Choice other) {
            return damage < other.damage || damage == other.damage && parameters < other.parameters;
        }
    }

    static double damage(Candidate candidate) {
        return candidate.error() * candidate.error();
    }

    static long limit(List<Decomposition> layers, Budget budget) {
        return layers.stream().mapToLong(layer -> layer.dense().parameters()).sum() / budget.level();
    }

    static long parameters(List<Candidate> chosen) {
        return chosen.stream().mapToLong(Candidate::parameters).sum();
    }

    @Override
    public String name() {
        return "exhaustive";
    }

    @Override
    public List<Candidate> allocate(List<Decomposition> layers, Budget budget) {
        long limit = limit(layers, budget);
        return within(layers, limit)
                .orElseThrow(() -> new EckartException("no choice of ranks has " + limit + " parameters or fewer"));
    }

    /** The least damage within a limit, if there is a choice at all. */
    static Optional<List<Candidate>> within(List<Decomposition> layers, long limit) {
        return best(layers, Choice.EMPTY, limit).map(Choice::candidates);
    }

    private static Optional<Choice> best(List<Decomposition> layers, Choice begun, long limit) {
        if (begun.candidates().size() == layers.size()) {
            return Optional.of(begun);
        }
        Optional<Choice> best = Optional.empty();
        for (Candidate candidate : layers.get(begun.candidates().size()).candidates()) {
            Choice next = begun.with(candidate);
            if (next.parameters() <= limit) {
                Optional<Choice> found = best(layers, next, limit);
                if (found.isPresent() && (best.isEmpty() || found.get().beats(best.get()))) {
                    best = found;
                }
            }
        }
        return best;
    }
}
