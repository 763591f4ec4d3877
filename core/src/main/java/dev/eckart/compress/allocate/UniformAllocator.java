package dev.eckart.compress.allocate;

import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts every layer to the same share of its dense cost, the largest that the budget allows: in each layer the best candidate
 * that costs no more than that share, or the cheapest.
 *
 * <p>Layers are not compared by their predicted damage, so none is starved where that says little of what the network loses.
 * Most published comparisons cut like this.
 */
public final class UniformAllocator implements RankAllocator {
    /** Found by ServiceLoader. */
    public UniformAllocator() {}

    @Override
    public String name() {
        return "uniform";
    }

    @Override
    public List<Candidate> allocate(List<Decomposition> layers, Budget budget) {
        List<List<Offer>> fronts = Offer.fronts(layers, budget);
        long limit = budget.limit(layers);
        Offer.requirePossible(fronts, limit);
        double[] dense =
                layers.stream().mapToDouble(layer -> budget.cost(layer.dense())).toArray();
        double[] shares = IntStream.range(0, dense.length)
                .boxed()
                .flatMapToDouble(i -> fronts.get(i).stream().mapToDouble(offer -> offer.cost() / dense[i]))
                .sorted()
                .distinct()
                .toArray();
        int low = -1;
        for (int high = shares.length; high - low > 1; ) {
            int middle = (low + high) >>> 1;
            long cost = chosen(fronts, dense, shares[middle]).stream()
                    .mapToLong(Offer::cost)
                    .sum();
            if (cost <= limit) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return chosen(fronts, dense, low < 0 ? 0 : shares[low]).stream()
                .map(Offer::candidate)
                .toList();
    }

    private static List<Offer> chosen(List<List<Offer>> fronts, double[] dense, double share) {
        return IntStream.range(0, dense.length)
                .mapToObj(i -> fronts.get(i).stream()
                        .filter(offer -> offer.cost() / dense[i] <= share)
                        .reduce((one, other) -> other)
                        .orElse(fronts.get(i).get(0)))
                .toList();
    }
}
