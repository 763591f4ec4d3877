package dev.eckart.compress.allocate;

import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;

/**
 * The choice of least measured damage within the budget: damage is how much the loss on training samples rises with one
 * layer replaced at a time. Needs a loss to measure.
 *
 * <p>Up to 12 candidates of each layer are measured, and the damage of the others is interpolated between them; then the
 * choice is that of {@link KnapsackAllocator}. Measuring one layer at a time and choosing for all follows the per-layer
 * sensitivity of AIMET (Qualcomm).
 */
public final class SensitivityAllocator implements RankAllocator {
    /** Found by ServiceLoader. */
    public SensitivityAllocator() {}

    @Override
    public String name() {
        return "sensitivity";
    }

    @Override
    public boolean goesByDamage() {
        return true;
    }

    @Override
    public List<Candidate> allocate(List<Decomposition> layers, Budget budget) {
        return allocate(new Request(layers, budget));
    }

    @Override
    public Optional<String> objection(Demand demand) {
        return demand.measurable()
                ? Optional.empty()
                : Optional.of("allocator 'sensitivity' needs a loss to measure on training samples; observe the network"
                        + " before compressing it, or take allocator 'knapsack'");
    }

    @Override
    public List<Candidate> allocate(Request request) {
        Objections.require(this, request);
        List<Candidate> whole =
                request.layers().stream().map(Decomposition::dense).toList();
        List<List<Offer>> offers = request.layers().stream()
                .map(layer -> Offer.front(layer, request.budget()))
                .toList();
        List<List<Candidate>> choices = new ArrayList<>(List.of(whole));
        for (int i = 0; i < whole.size(); i++) {
            for (Offer probe : MeasuredDamage.probes(offers.get(i))) {
                List<Candidate> replaced = new ArrayList<>(whole);
                replaced.set(i, probe.candidate());
                choices.add(replaced);
            }
        }
        // None of them waits for another one's loss, so that all can be measured at once.
        PrimitiveIterator.OfDouble losses =
                Arrays.stream(request.losses(choices)).iterator();
        double before = losses.nextDouble();
        List<List<Offer>> fronts = new ArrayList<>();
        for (List<Offer> front : offers) {
            fronts.add(MeasuredDamage.of(front, probe -> losses.nextDouble() - before)
                    .front());
        }
        return new Knapsack(fronts, request.budget().limit(request.layers()))
                .solve()
                .choices();
    }
}
