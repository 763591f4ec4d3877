package dev.eckart.compress.allocate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Budget.Unit;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeveralBudgetsTest {
    /** A layer whose replacements have sizes, times and errors that were drawn. */
    private static Decomposition layer(SplittableRandom random) {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate("dense", OptionalInt.empty(), List.of(FactorShape.linear(40, 40, false)), 0)
                .taking(1000));
        for (int rank = 1; rank < 8; rank++) {
            candidates.add(Candidate.ofRank(
                            rank,
                            List.of(FactorShape.linear(40, rank, false), FactorShape.linear(rank, 40, false)),
                            1 + 10 * random.nextDouble())
                    .taking(random.nextInt(100, 1200)));
        }
        return Decomposition.of(40, 40, candidates.stream(), candidate -> List.of());
    }

    private static List<Decomposition> layers(long seed, int count) {
        SplittableRandom random = new Seed(seed).random();
        return Stream.generate(() -> layer(random)).limit(count).toList();
    }

    private static long cost(Budget budget, List<Candidate> chosen) {
        return chosen.stream().mapToLong(budget::cost).sum();
    }

    private static double damage(List<Decomposition> layers, List<Candidate> chosen) {
        double damage = 0;
        for (int i = 0; i < chosen.size(); i++) {
            damage += layers.get(i).damage(chosen.get(i));
        }
        return damage;
    }

    private static List<Candidate> least(List<Decomposition> layers, Budget budget) {
        return layers.stream().map(layer -> layer.smallest(budget::cost)).toList();
    }

    private static Optional<List<Candidate>> choose(List<Decomposition> layers, List<Budget> budgets) {
        return new SeveralBudgets(budgets)
                .choose(budget -> least(layers, budget), budget -> new KnapsackAllocator().allocate(layers, budget));
    }

    /** All choices there are that keep some budgets. */
    private static List<List<Candidate>> possible(List<Decomposition> layers, List<Budget> budgets) {
        List<List<Candidate>> all = List.of(List.of());
        for (Decomposition layer : layers) {
            all = all.stream()
                    .flatMap(some -> layer.candidates().stream()
                            .map(next -> Stream.concat(some.stream(), Stream.of(next))
                                    .toList()))
                    .toList();
        }
        return all.stream()
                .filter(choice -> budgets.stream().allMatch(budget -> cost(budget, choice) <= budget.amount()))
                .toList();
    }

    @Test
    void allBudgetsAreKeptAndMostlyByTheBestOfAllChoices() {
        int best = 0;
        int found = 0;
        int some = 0;
        for (int seed = 0; seed < 30; seed++) {
            List<Decomposition> layers = layers(seed, 4);
            List<Budget> budgets = List.of(new Budget(Unit.PARAMETERS, 2200), new Budget(Unit.NANOSECONDS, 2000));
            Optional<List<Candidate>> chosen = choose(layers, budgets);
            List<List<Candidate>> all = possible(layers, budgets);
            double least = all.stream()
                    .mapToDouble(choice -> damage(layers, choice))
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            some += all.isEmpty() ? 0 : 1;
            if (chosen.isPresent()) {
                found++;
                budgets.forEach(budget -> assertTrue(cost(budget, chosen.get()) <= budget.amount()));
                best += damage(layers, chosen.get()) == least ? 1 : 0;
            }
        }
        assertTrue(some > 20, some + " cases have a choice");
        assertTrue(found >= 0.9 * some, found + " of " + some);
        assertTrue(best >= 0.6 * some, best + " of " + some);
    }

    @Test
    void whatABudgetAloneKeepsIsItsOwnBestChoice() {
        List<Decomposition> layers = layers(4, 5);
        Budget tight = new Budget(Unit.NANOSECONDS, 2500);
        List<Candidate> chosen = choose(layers, List.of(new Budget(Unit.PARAMETERS, 1_000_000), tight))
                .orElseThrow();
        assertEquals(new KnapsackAllocator().allocate(layers, tight), chosen);
    }

    @Test
    void whatNoWeightsLeadToIsFoundNearby() {
        // Nearly all is one table, as in a language model: a rank more is a little too large, and numbers take too
        // long.
        List<Candidate> candidates = new ArrayList<>();
        for (int rank = 1; rank <= 32; rank++) {
            List<FactorShape> factors =
                    List.of(FactorShape.linear(2000, rank, false), FactorShape.linear(rank, 32, false));
            long parameters = rank * 2032L;
            candidates.add(new Candidate(rank + " in numbers", OptionalInt.empty(), factors, 33 - rank)
                    .taking(4 * parameters));
            candidates.add(
                    new Candidate(rank + " in bytes", OptionalInt.empty(), factors, 33.1 - rank).taking(parameters));
        }
        List<Decomposition> table = List.of(Decomposition.of(2000, 32, candidates.stream(), candidate -> List.of()));
        List<Budget> budgets = List.of(
                new Budget(Budget.Unit.PARAMETERS, 16 * 2032 - 100),
                new Budget(Budget.Unit.NANOSECONDS, 13 * 4 * 2032));
        assertEquals("15 in bytes", choose(table, budgets).orElseThrow().get(0).label());
    }

    @Test
    void whatCannotBeHadAtOnceIsNotFoundAndTheNearestIs() {
        List<Decomposition> layers = layers(5, 5);
        Budget parameters = new Budget(Unit.PARAMETERS, 1);
        Budget time = new Budget(Unit.NANOSECONDS, 1);
        Budget fewest = new Budget(Unit.PARAMETERS, cost(parameters, least(layers, parameters)));
        Budget fastest = new Budget(Unit.NANOSECONDS, cost(time, least(layers, time)));
        assertFalse(choose(layers, List.of(fewest, fastest)).isPresent());
        List<Candidate> nearest = new SeveralBudgets(List.of(fewest))
                .least(fastest, budget -> least(layers, budget))
                .orElseThrow();
        assertEquals(fewest.amount(), cost(fewest, nearest));
        long best = possible(layers, List.of(fewest)).stream()
                .mapToLong(choice -> cost(time, choice))
                .min()
                .orElseThrow();
        assertEquals(best, cost(time, nearest));
        assertTrue(best > fastest.amount());
    }

    @Test
    void aBudgetOfTimeTakesNoFactorsThatAreSlowerThanTheLayer() {
        List<Candidate> candidates = List.of(
                new Candidate("dense", OptionalInt.empty(), List.of(FactorShape.linear(40, 40, false)), 0).taking(500),
                Candidate.ofRank(1, List.of(FactorShape.linear(40, 1, false), FactorShape.linear(1, 40, false)), 0.1)
                        .taking(501));
        Decomposition slower = Decomposition.of(40, 40, candidates.stream(), candidate -> List.of());
        List<Decomposition> layers = List.of(slower, layers(6, 1).get(0));
        List<Candidate> byTime = new KnapsackAllocator().allocate(layers, new Budget(Unit.NANOSECONDS, 1499));
        assertTrue(byTime.get(0).isLayer());
        assertFalse(byTime.get(1).isLayer());
        List<Candidate> bySize = new KnapsackAllocator().allocate(layers, new Budget(Unit.PARAMETERS, 1700));
        assertFalse(bySize.get(0).isLayer());
    }
}
