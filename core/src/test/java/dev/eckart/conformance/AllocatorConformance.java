package dev.eckart.conformance;

import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every rank allocator must keep to, on networks of many kinds.
 *
 * <p>Extend it, make the allocator, run it. The package's description lists the rules and says what to look at when one
 * fails.
 */
public abstract class AllocatorConformance {
    /** For subclasses. */
    protected AllocatorConformance() {}

    /**
     * The allocator under test.
     *
     * @return a new one
     */
    protected abstract RankAllocator allocator();

    /**
     * Budgets to try.
     *
     * @param layers the network's layers
     * @return budgets from the loosest to the tightest: levels 1, 2, 3, 4, 8, 16 and 1000, unless overridden
     */
    protected List<Budget> budgets(List<Decomposition> layers) {
        return IntStream.of(1, 2, 3, 4, 8, 16, 1000).mapToObj(Budget::new).toList();
    }

    /**
     * The number of parameters that the allocator never exceeds.
     *
     * @param layers the network's layers
     * @param budget the budget
     * @return all layers' parameters together; empty, which claims nothing, unless overridden
     */
    protected OptionalLong limit(List<Decomposition> layers, Budget budget) {
        return OptionalLong.empty();
    }

    /**
     * What the allocator makes as small as can be: the sum of this over all layers.
     *
     * @return the damage a candidate does to its layer; empty, which claims nothing, unless overridden
     */
    protected Optional<ToDoubleBiFunction<Decomposition, Candidate>> leastDamage() {
        return Optional.empty();
    }

    /**
     * What was settled for the allocator beforehand.
     *
     * @param layers the network's layers
     * @return nothing, unless overridden
     */
    protected RankAllocator.Preferences preferences(List<Decomposition> layers) {
        return RankAllocator.Preferences.NONE;
    }

    /**
     * Networks to compress.
     *
     * @param seed randomness of their weights
     * @return {@link NamedLayers#all}, unless overridden; all choices are tried where the allocator claims to be exact
     */
    protected List<NamedLayers> networks(Seed seed) {
        return NamedLayers.all(seed);
    }

    @TestFactory
    @DisplayName("A1: each layer gets one of its own candidates")
    final Stream<DynamicTest> a1() {
        return tests("A1", AllocatorRules::ownCandidates);
    }

    @TestFactory
    @DisplayName("A2: the claimed limit is never exceeded, and refused in one line where no choice keeps it")
    final Stream<DynamicTest> a2() {
        return tests("A2", AllocatorRules::limitKept);
    }

    @TestFactory
    @DisplayName("A3: a tighter budget never gives more parameters")
    final Stream<DynamicTest> a3() {
        return tests("A3", AllocatorRules::monotone);
    }

    @TestFactory
    @DisplayName("A4: the same budget gives the same choice")
    final Stream<DynamicTest> a4() {
        return tests("A4", rules -> rules.sameChoice(allocator()));
    }

    @TestFactory
    @DisplayName("A5: where the allocator claims to be exact, no choice within the limit does less damage")
    final Stream<DynamicTest> a5() {
        return leastDamage()
                .map(damage -> tests("A5", rules -> rules.leastDamage(damage)))
                .orElse(Stream.empty());
    }

    @TestFactory
    @DisplayName("A6: what the allocator objects to beforehand, it refuses in one line")
    final Stream<DynamicTest> a6() {
        return tests("A6", AllocatorRules::objectionsHold);
    }

    private Stream<DynamicTest> tests(String rule, Consumer<AllocatorRules> check) {
        return networks(Draw.seed()).stream()
                .map(network -> Checks.test(rule, network.name(), () -> check.accept(rules(network.layers()))));
    }

    private AllocatorRules rules(List<Decomposition> layers) {
        return new AllocatorRules(
                allocator(), layers, budgets(layers), budget -> limit(layers, budget), preferences(layers));
    }
}
