package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Budget;
import dev.eckart.spi.Candidate;
import dev.eckart.spi.Decomposition;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.RankAllocator;
import dev.eckart.tensor.Precision;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * The rules A1 to A5.
 *
 * @param allocator the allocator under test
 * @param layers the layers of a network
 * @param budgets from the loosest to the tightest
 * @param limit the number of parameters that the allocator claims never to exceed, if any
 */
record AllocatorRules(
        RankAllocator allocator,
        List<Decomposition> layers,
        List<Budget> budgets,
        Function<Budget, OptionalLong> limit) {
    void ownCandidates() {
        for (Budget budget : possible()) {
            List<Candidate> chosen = allocator.allocate(layers, budget);
            assertEquals(layers.size(), chosen.size(), () -> "A1: candidates chosen for " + budget);
            for (int i = 0; i < chosen.size(); i++) {
                String what = "A1: layer " + (i + 1) + " does not offer the chosen "
                        + chosen.get(i).label() + ", for " + budget;
                assertTrue(layers.get(i).candidates().contains(chosen.get(i)), what);
            }
        }
    }

    void limitKept() {
        for (Budget budget : budgets) {
            if (keepable(budget)) {
                long chosen = parameters(allocator.allocate(layers, budget));
                long most = limit(budget);
                assertTrue(
                        chosen <= most,
                        () -> "A2: " + chosen + " parameters, " + (chosen - most) + " above the limit of " + most
                                + ", for " + budget);
            } else {
                EckartException refusal = assertThrows(
                        EckartException.class,
                        () -> allocator.allocate(layers, budget),
                        () -> "A2: no choice has " + limit(budget) + " parameters or fewer, for " + budget);
                assertFalse(refusal.getMessage().contains("\n"), "A2: the message must be one line");
            }
        }
    }

    void monotone() {
        long before = Long.MAX_VALUE;
        for (Budget budget : possible()) {
            long looser = before;
            long now = parameters(allocator.allocate(layers, budget));
            assertTrue(
                    now <= looser,
                    () -> "A3: " + now + " parameters for " + budget + ", after " + looser + " for a looser one");
            before = now;
        }
    }

    void sameChoice(RankAllocator another) {
        for (Budget budget : possible()) {
            List<Candidate> first = allocator.allocate(layers, budget);
            assertEquals(first, allocator.allocate(layers, budget), () -> "A4: asked again for " + budget);
            assertEquals(first, another.allocate(layers, budget), () -> "A4: a second allocator asked for " + budget);
        }
    }

    void leastDamage(ToDoubleBiFunction<Decomposition, Candidate> damage) {
        for (Budget budget : possible()) {
            List<Candidate> chosen = allocator.allocate(layers, budget);
            double done = IntStream.range(0, chosen.size())
                    .mapToDouble(i -> damage.applyAsDouble(layers.get(i), chosen.get(i)))
                    .sum();
            double least = least(damage, 0, limit(budget));
            new Tolerance(layers.size(), Precision.FLOAT64, least)
                    .check(
                            "A5",
                            "damage " + done + " against the least possible " + least + ", for " + budget,
                            done - least);
        }
    }

    /** Least damage to the layers from one on, by trying every choice within what is left of the limit. */
    private double least(ToDoubleBiFunction<Decomposition, Candidate> damage, int from, long left) {
        if (from == layers.size()) {
            return 0;
        }
        Decomposition layer = layers.get(from);
        return layer.candidates().stream()
                .filter(candidate -> candidate.parameters() <= left)
                .mapToDouble(candidate ->
                        damage.applyAsDouble(layer, candidate) + least(damage, from + 1, left - candidate.parameters()))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private List<Budget> possible() {
        return budgets.stream().filter(this::keepable).toList();
    }

    private boolean keepable(Budget budget) {
        long fewest = layers.stream()
                .flatMapToLong(layer -> layer.candidates().stream().mapToLong(Candidate::parameters).min().stream())
                .sum();
        return fewest <= limit(budget);
    }

    private long limit(Budget budget) {
        return limit.apply(budget).orElse(Long.MAX_VALUE);
    }

    private static long parameters(List<Candidate> chosen) {
        return chosen.stream().mapToLong(Candidate::parameters).sum();
    }
}
