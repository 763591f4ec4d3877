package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.tensor.Precision;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * The rules A1 to A6.
 *
 * @param allocator the allocator under test
 * @param layers the layers of a network
 * @param budgets from the loosest to the tightest
 * @param limit the number of parameters that the allocator claims never to exceed, if any
 * @param preferences what was settled for the allocator beforehand
 */
record AllocatorRules(
        RankAllocator allocator,
        List<Decomposition> layers,
        List<Budget> budgets,
        Function<Budget, OptionalLong> limit,
        RankAllocator.Preferences preferences) {
    void ownCandidates() {
        for (Budget budget : possible()) {
            List<Candidate> chosen = allocate(allocator, budget);
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
                long chosen = parameters(allocate(allocator, budget));
                long most = limit(budget);
                assertTrue(
                        chosen <= most,
                        () -> "A2: " + chosen + " parameters, " + (chosen - most) + " above the limit of " + most
                                + ", for " + budget);
            } else {
                EckartException refusal = assertThrows(
                        EckartException.class,
                        () -> allocate(allocator, budget),
                        () -> "A2: no choice has " + limit(budget) + " parameters or fewer, for " + budget);
                assertFalse(refusal.getMessage().contains("\n"), "A2: the message must be one line");
            }
        }
    }

    void monotone() {
        long before = Long.MAX_VALUE;
        for (Budget budget : possible()) {
            long looser = before;
            long now = parameters(allocate(allocator, budget));
            assertTrue(
                    now <= looser,
                    () -> "A3: " + now + " parameters for " + budget + ", after " + looser + " for a looser one");
            before = now;
        }
    }

    void sameChoice(RankAllocator another) {
        for (Budget budget : possible()) {
            List<Candidate> first = allocate(allocator, budget);
            assertEquals(first, allocate(allocator, budget), () -> "A4: asked again for " + budget);
            assertEquals(first, allocate(another, budget), () -> "A4: a second allocator asked for " + budget);
        }
    }

    void leastDamage(ToDoubleBiFunction<Decomposition, Candidate> damage) {
        for (Budget budget : possible()) {
            List<Candidate> chosen = allocate(allocator, budget);
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

    void objectionsHold() {
        long all =
                layers.stream().mapToLong(layer -> layer.dense().parameters()).sum();
        for (Budget.Unit unit : Budget.Unit.values()) {
            Budget budget = new Budget(unit, unit == Budget.Unit.LEVEL ? 1 : all);
            objectionHolds(new RankAllocator.Request(layers, budget, preferences, Optional.empty()));
            objectionHolds(new RankAllocator.Request(layers, budget, preferences, Optional.of(this::loss)));
        }
    }

    private void objectionHolds(RankAllocator.Request request) {
        allocator.objection(request.demand()).ifPresent(objection -> {
            EckartException refusal = assertThrows(
                    EckartException.class,
                    () -> allocator.allocate(request),
                    () -> "A6: answers in spite of its objection to " + request.budget() + ": " + objection);
            assertEquals(1, objection.lines().count(), "A6: the objection must be one line");
            assertEquals(1, refusal.getMessage().lines().count(), "A6: the message must be one line");
        });
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

    private List<Candidate> allocate(RankAllocator by, Budget budget) {
        return by.allocate(new RankAllocator.Request(layers, budget, preferences, Optional.of(this::loss)));
    }

    /** A loss to measure: later layers mind a change more than earlier ones. */
    private double loss(List<Candidate> chosen) {
        return IntStream.range(0, chosen.size())
                .mapToDouble(i -> (i + 1) * layers.get(i).damage(chosen.get(i)))
                .sum();
    }

    private long limit(Budget budget) {
        return limit.apply(budget).orElse(Long.MAX_VALUE);
    }

    private static long parameters(List<Candidate> chosen) {
        return chosen.stream().mapToLong(Candidate::parameters).sum();
    }
}
