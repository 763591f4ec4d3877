package dev.eckart.compress.allocate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.compress.Compressor;
import dev.eckart.compress.FactorStyle;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.compress.InnerBias;
import dev.eckart.compress.Networks;
import dev.eckart.compress.Selection;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.nn.Network;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.spi.compress.RankAllocator.Preferences;
import dev.eckart.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllocatorsTest {
    private static final FactorStyle LINEAR = new FactorStyle(InnerBias.NONE, Optional.empty());
    private final Network network = Networks.dense(Precision.FLOAT64, 30, 20, 12, 5);
    private final List<Decomposition> layers =
            Networks.factorised(network, LINEAR, false).decompositions();

    @Test
    void energyIsKeptByEachLayerAndByNoSmallerCandidate() {
        for (double energy : new double[] {0.3, 0.6, 0.9, 0.99}) {
            List<Candidate> chosen = new EnergyAllocator().allocate(request(1, List.of(), energy));
            for (int i = 0; i < chosen.size(); i++) {
                Decomposition layer = layers.get(i);
                Candidate taken = chosen.get(i);
                assertTrue(1 - layer.lost(taken) >= energy, taken.label());
                layer.candidates().stream()
                        .filter(other -> other.parameters() < taken.parameters())
                        .forEach(other -> assertTrue(1 - layer.lost(other) < energy, other.label()));
            }
        }
    }

    @Test
    void aListedRankBeyondBreakEvenIsRefusedWithWhatToDo() {
        EckartException refusal = assertThrows(EckartException.class, () -> fixed(OptionalInt.of(12)));
        assertEquals(
                "linear layer 1 offers no rank 12; its ranks go up to 11, beyond which factors are larger than the"
                        + " layer: list 'dense' instead",
                refusal.getMessage());
        assertEquals(OptionalInt.of(11), fixed(OptionalInt.of(11)).get(0).rank());
        assertThrows(
                EckartException.class, () -> new FixedAllocator().allocate(request(1, List.of(OptionalInt.of(1)), 1)));
    }

    private List<Candidate> fixed(OptionalInt first) {
        return new FixedAllocator().allocate(request(1, List.of(first, OptionalInt.empty(), OptionalInt.empty()), 1));
    }

    @Test
    void theKnapsackDoesNoMoreDamageThanGreed() {
        for (int level = 1; level <= 6; level++) {
            Budget budget = new Budget(level);
            double exact = damage(new KnapsackAllocator().allocate(layers, budget));
            assertTrue(exact <= damage(new GreedyAllocator().allocate(layers, budget)), "level " + level);
        }
    }

    @Test
    void uniformTakesTheBestCandidateOfNoLargerShareThanTheBudgetAllows() {
        for (int level = 1; level <= 6; level++) {
            Budget budget = new Budget(level);
            List<Candidate> chosen = new UniformAllocator().allocate(layers, budget);
            double share = IntStream.range(0, chosen.size())
                    .filter(i -> layers.get(i).candidates().stream()
                            .anyMatch(
                                    other -> other.parameters() < chosen.get(i).parameters()))
                    .mapToDouble(i -> share(layers.get(i), chosen.get(i)))
                    .max()
                    .orElse(0);
            long spent = chosen.stream().mapToLong(Candidate::parameters).sum();
            for (int i = 0; i < chosen.size(); i++) {
                Decomposition layer = layers.get(i);
                Candidate taken = chosen.get(i);
                layer.candidates().stream()
                        .filter(other -> share(layer, other) <= share)
                        .forEach(other -> assertTrue(layer.damage(taken) <= layer.damage(other), other.label()));
            }
            assertTrue(spent <= budget.limit(layers), "level " + level);
        }
    }

    private static double share(Decomposition layer, Candidate candidate) {
        return (double) candidate.parameters() / layer.dense().parameters();
    }

    private double damage(List<Candidate> chosen) {
        return IntStream.range(0, chosen.size())
                .mapToDouble(i -> layers.get(i).damage(chosen.get(i)))
                .sum();
    }

    @Test
    void aBudgetOfMultiplicationsCountsThose() {
        long macs = 30 * 20 + 20 * 12 + 12 * 5;
        assertEquals(
                macs, layers.stream().mapToLong(layer -> layer.dense().macs()).sum());
        List<Candidate> chosen = new KnapsackAllocator().allocate(layers, new Budget(Budget.Unit.MACS, macs / 2));
        long taken = chosen.stream().mapToLong(Candidate::macs).sum();
        assertTrue(taken <= macs / 2 && taken > macs / 3, taken + " multiplications");
    }

    @Test
    void whatKnowsNoBudgetsSaysSoBeforeThereAreLayers() {
        for (RankAllocator allocator : List.of(new DivisorAllocator(), new FixedAllocator(), new EnergyAllocator())) {
            for (Budget.Unit unit : List.of(Budget.Unit.PARAMETERS, Budget.Unit.MACS)) {
                String objection = allocator
                        .objection(new RankAllocator.Demand(unit, 3, Preferences.NONE, true))
                        .orElseThrow();
                assertTrue(objection.contains("'" + allocator.name() + "'"), objection);
                assertTrue(objection.contains("take allocator 'knapsack'"), objection);
            }
        }
        RankAllocator.Demand unmeasured = new RankAllocator.Demand(Budget.Unit.LEVEL, 3, Preferences.NONE, false);
        assertTrue(new SensitivityAllocator().objection(unmeasured).isPresent());
        assertTrue(new FixedAllocator().objection(unmeasured).isPresent(), "no ranks for three layers");
        assertTrue(new DivisorAllocator().objection(unmeasured).isEmpty());
        assertTrue(new KnapsackAllocator().objection(unmeasured).isEmpty());
    }

    @Test
    void aThinnedKnapsackTellsItsGapTruthfully() {
        List<List<Offer>> many = IntStream.range(0, 24)
                .mapToObj(layer -> IntStream.range(0, 20)
                        .mapToObj(i -> offer(7 * i + (i * i * (layer + 3)) % 7, Math.exp(-0.3 * i) * (1 + layer % 5)))
                        .toList())
                .map(Offer::front)
                .toList();
        Knapsack knapsack = new Knapsack(many, 1500);
        Knapsack.Solution solution = knapsack.solve();
        assertTrue(knapsack.gap(solution) >= 0 && knapsack.gap(solution) < 0.05, "gap " + knapsack.gap(solution));
        assertEquals(24, solution.choices().size());
    }

    /** Of as many layers as MobileNet V3 has, and as many offers: none is left out, and no choice need be. */
    @Test
    void aKnapsackOfManyLayersIsExact() {
        SplittableRandom random = new SplittableRandom(3);
        List<List<Offer>> many = IntStream.range(0, 60)
                .mapToObj(layer -> {
                    long each = random.nextLong(1, 3000);
                    double rate = random.nextDouble(0.005, 0.05);
                    return Offer.front(IntStream.range(0, 400)
                            .mapToObj(i -> offer(each * (i + 1), Math.exp(-rate * i) * random.nextDouble(0.9, 1)))
                            .toList());
                })
                .toList();
        long most = many.stream()
                .mapToLong(front -> front.get(front.size() - 1).cost())
                .sum();
        Knapsack knapsack = new Knapsack(many, most / 2);
        Knapsack.Solution solution = knapsack.solve();
        assertTrue(solution.exact());
        assertTrue(solution.choices().stream().mapToLong(Candidate::parameters).sum() <= most / 2);
        assertEquals(
                solution.damage(),
                solution.choices().stream().mapToDouble(Candidate::error).sum(),
                60 * 0x1p-52 * solution.damage());
    }

    /** Dropping what is in no best choice drops no best choice: all choices of small fronts, one by one. */
    @Test
    void theKnapsackFindsWhatTryingAllFinds() {
        SplittableRandom random = new SplittableRandom(4);
        for (int trial = 0; trial < 200; trial++) {
            List<List<Offer>> layers = IntStream.range(0, 4)
                    .mapToObj(layer -> Offer.front(IntStream.range(0, 6)
                            .mapToObj(i -> offer(random.nextLong(1, 50), random.nextDouble()))
                            .toList()))
                    .toList();
            long limit = random.nextLong(Offer.least(layers), 220);
            double least = least(layers, 0, limit);
            assertEquals(least, new Knapsack(layers, limit).solve().damage(), 4 * 0x1p-52 * 4);
        }
    }

    private static double least(List<List<Offer>> layers, int from, long limit) {
        if (limit < 0 || from == layers.size()) {
            return limit < 0 ? Double.POSITIVE_INFINITY : 0;
        }
        return layers.get(from).stream()
                .mapToDouble(offer -> offer.damage() + least(layers, from + 1, limit - offer.cost()))
                .min()
                .orElseThrow();
    }

    private static Offer offer(long cost, double damage) {
        FactorShape factor = FactorShape.linear(1, Math.toIntExact(cost), false);
        Candidate candidate = Candidate.ofRank(1, List.of(factor), damage);
        return new Offer(candidate, cost, damage);
    }

    @Test
    void sensitivitySparesTheLayerThatTheLossMinds() {
        RankAllocator.Request minds = new RankAllocator.Request(
                layers,
                new Budget(2),
                Preferences.NONE,
                Optional.of(chosen -> layers.get(1).damage(chosen.get(1))));
        assertTrue(new SensitivityAllocator().allocate(minds).get(1).rank().isEmpty());
        assertThrows(EckartException.class, () -> new SensitivityAllocator().allocate(layers, new Budget(2)));
    }

    /** None of the losses waits for another, so that whoever measures them can do so side by side. */
    @Test
    void sensitivityAsksForAllLossesAtOnce() {
        ToDoubleFunction<List<Candidate>> one = chosen -> layers.get(1).damage(chosen.get(1));
        List<Integer> asked = new ArrayList<>();
        RankAllocator.Losses all = choices -> {
            asked.add(choices.size());
            return choices.stream().mapToDouble(one).toArray();
        };
        List<Candidate> expected = new SensitivityAllocator()
                .allocate(new RankAllocator.Request(layers, new Budget(2), Preferences.NONE, Optional.of(one)));
        List<Candidate> found = new SensitivityAllocator()
                .allocate(new RankAllocator.Request(layers, new Budget(2), Preferences.NONE, Optional.of(all)));
        assertEquals(expected, found);
        assertEquals(1, asked.size());
        assertTrue(asked.get(0) > layers.size(), asked::toString);
    }

    private RankAllocator.Request request(int level, List<OptionalInt> ranks, double energy) {
        return new RankAllocator.Request(layers, new Budget(level), new Preferences(ranks, energy), Optional.empty());
    }

    @Test
    void theSelectionHoldsAndTheReasonsTell() {
        Selection selection = new Selection(List.of(), List.of("dense-2"), 4);
        FactorisedNetwork factorised = new Compressor(
                        new TruncatedSvd(), new KnapsackAllocator(), LINEAR, false, selection, Preferences.NONE)
                .factorise(network, Networks.backend(Precision.FLOAT64), Networks.SEED);
        FactorisedNetwork.Compressed compressed = factorised.compress(new Budget(Budget.Unit.PARAMETERS, 600));
        assertEquals(
                Optional.of("not among the layers to factorise"),
                compressed.reasons().get(1));
        assertEquals(
                Optional.of("factors of no rank on offer would be smaller than the layer"),
                compressed.reasons().get(2));
        assertEquals(Optional.empty(), compressed.reasons().get(0));
        assertEquals(0, compressed.chosen().get(0).rank().orElseThrow() % 4);
        assertEquals(0, compressed.gap().orElseThrow());
    }

    @Test
    void aSelectionOfLayersThatAreNotThereIsRefused() {
        Selection selection = new Selection(List.of("dense-9"), List.of(), 1);
        Compressor compressor =
                new Compressor(new TruncatedSvd(), new KnapsackAllocator(), LINEAR, false, selection, Preferences.NONE);
        EckartException refusal = assertThrows(
                EckartException.class,
                () -> compressor.factorise(network, Networks.backend(Precision.FLOAT64), Networks.SEED));
        assertEquals(
                "there is no linear layer 'dense-9' to include or exclude; there are dense-1, dense-2, dense-3",
                refusal.getMessage());
    }
}
