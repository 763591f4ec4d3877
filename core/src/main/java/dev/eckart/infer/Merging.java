package dev.eckart.infer;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a chain of linear functions into runs to be merged, so that the multiplications a sample are fewest.
 *
 * <p>A run from width m to width n costs m n, whatever its widths between, and a function alone what it says of itself;
 * the cheapest cuts are a shortest path over the widths. Of equals the longest run is taken.
 */
final class Merging {
    private Merging() {}

    static List<Part> of(List<Part> chain) {
        int[] start = cheapestStarts(chain);
        List<Part> merged = new ArrayList<>();
        for (int end = chain.size(); end > 0; end = start[end]) {
            merged.add(0, merged(chain.subList(start[end], end)));
        }
        return merged;
    }

    private static Part merged(List<Part> run) {
        return run.size() == 1
                ? run.get(0)
                : run.stream().map(Part::dense).reduce(LinearMap::then).orElseThrow();
    }

    /** Where the last run of the cheapest cuts of the first so many functions begins. */
    private static int[] cheapestStarts(List<Part> chain) {
        int[] start = new int[chain.size() + 1];
        long[] cost = new long[chain.size() + 1];
        for (int end = 1; end <= chain.size(); end++) {
            cost[end] = Long.MAX_VALUE;
            for (int from = 0; from < end; from++) {
                long through = cost[from] + macs(chain.subList(from, end));
                if (through < cost[end]) {
                    cost[end] = through;
                    start[end] = from;
                }
            }
        }
        return start;
    }

    private static long macs(List<Part> run) {
        Part last = run.get(run.size() - 1);
        return run.size() == 1 ? last.macs() : (long) run.get(0).inputs() * last.outputs();
    }
}
