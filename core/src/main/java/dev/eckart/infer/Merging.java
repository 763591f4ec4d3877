package dev.eckart.infer;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a chain of linear functions into runs to be merged, so that the multiplications a sample are fewest.
 *
 * <p>A run from width m to width n costs m n, whatever its widths between; the cheapest cuts are a shortest path over
 * the widths. Of equals the longest run is taken.
 */
final class Merging {
    private Merging() {}

    static List<LinearMap> of(List<LinearMap> chain) {
        int[] start = cheapestStarts(chain);
        List<LinearMap> merged = new ArrayList<>();
        for (int end = chain.size(); end > 0; end = start[end]) {
            merged.add(
                    0,
                    chain.subList(start[end], end).stream()
                            .reduce(LinearMap::then)
                            .orElseThrow());
        }
        return merged;
    }

    /** Where the last run of the cheapest cuts of the first so many functions begins. */
    private static int[] cheapestStarts(List<LinearMap> chain) {
        int[] start = new int[chain.size() + 1];
        long[] cost = new long[chain.size() + 1];
        for (int end = 1; end <= chain.size(); end++) {
            cost[end] = Long.MAX_VALUE;
            long outputs = chain.get(end - 1).weights().columns();
            for (int from = 0; from < end; from++) {
                long through = cost[from] + chain.get(from).weights().rows() * outputs;
                if (through < cost[end]) {
                    cost[end] = through;
                    start[end] = from;
                }
            }
        }
        return start;
    }
}
