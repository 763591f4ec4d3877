package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.factorise.Factoriser;
import dev.eckart.app.onnx.form.ByteForms;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Resizing;
import dev.eckart.app.onnx.unit.SharedBiases;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.allocate.CheckedAllocation;
import dev.eckart.compress.allocate.SeveralBudgets;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * What the layers of a model can be replaced by.
 *
 * @param decomposer what factorised them
 * @param factoriser who did
 * @param units the layers, in the model's order
 * @param offers what each can be replaced by
 * @param unseen why a layer could not be observed, by name of its first use's output
 * @param joints layers that can be something together that none can be alone
 */
record ModelOffers(
        Decomposer decomposer,
        Factoriser factoriser,
        List<Unit> units,
        List<Offers> offers,
        Map<String, String> unseen,
        List<Joint> joints) {
    /** The same, of which layers that could not be observed count as much as the others on average. */
    static ModelOffers of(
            Decomposer decomposer,
            Factoriser factoriser,
            List<Unit> units,
            List<Offers> offers,
            Map<String, String> unseen,
            List<Joint> joints) {
        OptionalDouble usual = IntStream.range(0, units.size())
                .filter(i -> !unseen.containsKey(output(units.get(i))))
                .mapToDouble(i -> offers.get(i).decomposition().scale().weight())
                .average();
        List<Offers> weighed = IntStream.range(0, units.size())
                .mapToObj(i -> usual.isPresent() && unseen.containsKey(output(units.get(i)))
                        ? offers.get(i).weighing(usual.getAsDouble())
                        : offers.get(i))
                .toList();
        return new ModelOffers(decomposer, factoriser, units, weighed, unseen, joints);
    }

    private static String output(Unit unit) {
        return unit.first().output();
    }

    /** Parameters of the layers as they are. */
    long parameters() {
        return parameters(dense());
    }

    /** Parameters that a file of this choice has: a bias that several layers keep is one tensor, though each is charged for it. */
    long parameters(List<Candidate> chosen) {
        return chosen.stream().mapToLong(Candidate::parameters).sum()
                - new SharedBiases(units).repeated(i -> chosen.get(i).isLayer());
    }

    /** Predicted shares of the layers that a choice loses, added. */
    double lost(List<Candidate> chosen) {
        return IntStream.range(0, chosen.size())
                .mapToDouble(i -> offers.get(i).decomposition().lost(chosen.get(i)))
                .sum();
    }

    /** What the layers cost as they are. */
    long cost(Budget budget) {
        return cost(dense(), budget);
    }

    /** The layers as they are. */
    private List<Candidate> dense() {
        return decompositions().stream().map(Decomposition::dense).toList();
    }

    /** The candidates that cost least, those that layers become together among them. */
    List<Candidate> smallest(RankAllocator allocator, Budget budget) {
        List<Candidate> each = new ArrayList<>(decompositions().stream()
                .map(layer -> layer.smallest(budget::cost))
                .toList());
        if (allocator.goesByDamage()) {
            joints.forEach(joint -> joint.shrink(each, budget));
        }
        return each;
    }

    /**
     * The choice of fewest parameters in the file, which may charge more to the layers: where another one keeps its bias, a
     * layer can be smaller as it is than all that it can become with a bias of its own. Exact where each layer has one bias;
     * what several become together is smaller than they are, with or without their biases.
     *
     * @param allocator who is to choose
     * @param parameters counts those of a choice in the file
     */
    List<Candidate> fewest(RankAllocator allocator, ToLongFunction<List<Candidate>> parameters) {
        List<Candidate> fewest = smallest(allocator, new Budget(Budget.Unit.PARAMETERS, 1));
        for (SharedBiases.Group group : new SharedBiases(units).groups()) {
            List<Candidate> kept = keeping(group, fewest);
            fewest = parameters.applyAsLong(kept) < parameters.applyAsLong(fewest) ? kept : fewest;
        }
        return fewest;
    }

    /** The same choice, where layers stay as they are that are smaller than what they become if their bias costs nothing. */
    private List<Candidate> keeping(SharedBiases.Group group, List<Candidate> chosen) {
        List<Candidate> kept = new ArrayList<>(chosen);
        for (int layer : group.layers()) {
            Candidate other = chosen.get(layer);
            Candidate dense = offers.get(layer).decomposition().dense();
            if (joint(layer, other).isEmpty() && dense.parameters() - group.elements() < other.parameters()) {
                kept.set(layer, dense);
            }
        }
        return kept;
    }

    /** What an allocator chooses within several budgets; nothing if it finds no such choice. */
    Optional<List<Candidate>> allocate(
            RankAllocator allocator, List<Budget> budgets, Optional<RankAllocator.Losses> loss) {
        Budget first = budgets.get(0);
        if (budgets.size() == 1) {
            return cost(smallest(allocator, first), first) > first.amount()
                    ? Optional.empty()
                    : Optional.of(allocate(allocator, first, RankAllocator.Preferences.NONE, loss));
        }
        return new SeveralBudgets(budgets)
                .choose(
                        budget -> smallest(allocator, budget),
                        budget -> allocate(allocator, budget, RankAllocator.Preferences.NONE, loss));
    }

    /** What a choice costs. */
    static long cost(List<Candidate> chosen, Budget budget) {
        return chosen.stream().mapToLong(budget::cost).sum();
    }

    private Together together(RankAllocator allocator, Budget budget) {
        return Together.of(decompositions(), allocator.goesByDamage() ? joints : List.of(), budget);
    }

    /** The same candidates in bytes, as far as there are such. */
    List<Candidate> inBytes(List<Candidate> chosen) {
        return IntStream.range(0, chosen.size())
                .mapToObj(i -> ByteForms.inBytes(making(i, chosen.get(i)), chosen.get(i)))
                .toList();
    }

    private List<Decomposition> decompositions() {
        return offers.stream().map(Offers::decomposition).toList();
    }

    /** What an allocator chooses. */
    List<Candidate> allocate(
            RankAllocator allocator,
            Budget budget,
            RankAllocator.Preferences preferences,
            Optional<RankAllocator.Losses> loss) {
        Together together = together(allocator, budget);
        Optional<ToDoubleFunction<List<Candidate>>> measured = loss.map(all -> (RankAllocator.Losses)
                choices -> all.of(choices.stream().map(together::each).toList()));
        return together.each(CheckedAllocation.of(
                allocator, new RankAllocator.Request(together.layers(), budget, preferences, measured)));
    }

    /** What makes a candidate: the layer's own offers, or those that it has together with another. */
    private Offers making(int layer, Candidate candidate) {
        return joint(layer, candidate).orElseGet(() -> offers.get(layer));
    }

    private Optional<Offers> joint(int layer, Candidate candidate) {
        return joints.stream()
                .flatMap(joint -> joint.making(layer, candidate).stream())
                .findFirst();
    }

    /** The sizes between layers that become narrower together. */
    Resizing resizing(List<Candidate> chosen) {
        return Resizing.of(joints.stream()
                .flatMap(joint -> joint.resizing(chosen).stream())
                .toList());
    }

    /** Has the factors of several choices made that will be asked for, all at a time. */
    void fetch(List<List<Candidate>> choices) {
        List<Unit> layers = new ArrayList<>();
        List<Candidate> wanted = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            int layer = i;
            choices.stream()
                    .map(chosen -> chosen.get(layer))
                    .filter(candidate -> !candidate.isLayer())
                    .distinct()
                    .forEach(candidate -> {
                        layers.add(units.get(layer));
                        wanted.add(candidate);
                    });
        }
        factoriser.fetch(layers, wanted);
    }

    /** What stands in the place of the layers that do not stay as they are; its numbers are read when they are needed. */
    List<Replacement> replacements(List<Candidate> chosen) {
        factoriser.fetch(units, chosen);
        List<Replacement> replacements = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            Candidate candidate = chosen.get(i);
            if (!candidate.isLayer()) {
                Unit unit = units.get(i);
                Offers all = making(i, candidate);
                replacements.add(new Replacement(
                        unit.uses(), unit.turned(), all.shapes(candidate), () -> unit.factors(all.factors(candidate))));
            }
        }
        return replacements;
    }
}
