package dev.eckart.faulty;

import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What can be wrong with an allocator, and the rules of the conformance kit that must notice it. */
enum AllocatorFault {
    NONE("", () -> new Exhaustive()::allocate),

    /** Layers get each other's candidates. */
    FOREIGN("A1", () -> (layers, budget) -> {
        List<Candidate> chosen = new ArrayList<>(new Exhaustive().allocate(layers, budget));
        Collections.reverse(chosen);
        return chosen;
    }),

    /** The last layer is forgotten. */
    TOO_FEW("A1", () -> (layers, budget) -> {
        List<Candidate> chosen = new Exhaustive().allocate(layers, budget);
        return chosen.subList(0, chosen.size() - 1);
    }),

    /** The limit is exceeded by as little as possible. */
    OVER_BUDGET("A2", () -> AllocatorFault::overBudget),

    /** Where no choice keeps the limit, the smallest one is taken silently. */
    SILENT(
            "A2",
            () -> (layers, budget) ->
                    Exhaustive.within(layers, Exhaustive.limit(layers, budget)).orElseGet(() -> smallest(layers))),

    /** A loose budget is not made use of. */
    NOT_MONOTONE(
            "A3 A5",
            () -> (layers, budget) ->
                    budget.level() == 1 ? smallest(layers) : new Exhaustive().allocate(layers, budget)),

    /** Every other call gives the smallest choice. */
    UNSTEADY("A3 A4 A5", () -> {
        AtomicInteger calls = new AtomicInteger();
        return (layers, budget) -> {
            List<Candidate> chosen = new Exhaustive().allocate(layers, budget);
            return calls.incrementAndGet() % 2 == 1 ? smallest(layers) : chosen;
        };
    }),

    /** Every budget gives the smallest choice. */
    NOT_EXACT("A5", () -> (layers, budget) -> {
        new Exhaustive().allocate(layers, budget);
        return smallest(layers);
    }),

    /** What it can do it says that it cannot. */
    OBJECTS("A6", () -> new Exhaustive()::allocate);

    /** What an allocator does. */
    private interface Allocation {
        List<Candidate> allocate(List<Decomposition> layers, Budget budget);
    }

    private final String rules;
    private final Supplier<Allocation> allocation;

    AllocatorFault(String rules, Supplier<Allocation> allocation) {
        this.rules = rules;
        this.allocation = allocation;
    }

    /** The rules that must fail. */
    String rules() {
        return rules;
    }

    /** A new allocator with this fault. */
    RankAllocator allocator() {
        Allocation own = allocation.get();
        return new RankAllocator() {
            @Override
            public String name() {
                return "faulty";
            }

            @Override
            public List<Candidate> allocate(List<Decomposition> layers, Budget budget) {
                return own.allocate(layers, budget);
            }

            @Override
            public Optional<String> objection(Demand demand) {
                return AllocatorFault.this == OBJECTS ? Optional.of("it cannot do that") : Optional.empty();
            }
        };
    }

    private static List<Candidate> smallest(List<Decomposition> layers) {
        return layers.stream()
                .map(layer -> layer.candidates().stream()
                        .min(Comparator.comparingLong(Candidate::parameters))
                        .orElseThrow())
                .toList();
    }

    /** Raises the limit until the choice made of it exceeds the real one. */
    private static List<Candidate> overBudget(List<Decomposition> layers, Budget budget) {
        List<Candidate> sound = new Exhaustive().allocate(layers, budget);
        long limit = Exhaustive.limit(layers, budget);
        long most = Exhaustive.limit(layers, new Budget(1));
        for (long raised = limit + 1; raised <= most; raised++) {
            Optional<List<Candidate>> chosen = Exhaustive.within(layers, raised);
            if (chosen.isPresent() && Exhaustive.parameters(chosen.get()) > limit) {
                return chosen.get();
            }
        }
        return sound;
    }
}
