package dev.eckart.infer;

import java.util.ArrayList;
import java.util.List;

/**
 * Merges linear functions that follow each other: all of them, or runs of them, so that the multiplications a sample are
 * fewest.
 *
 * <p>A run from width m to width n costs m n, whatever its widths between, and a function alone what it says of itself;
 * the cheapest cuts are a shortest path over the widths. Of equals the longest run is taken.
 */
final class Merging {
    /** Skipping zeros, four fifths of a picture, and one long loop in place of short ones make up for no more than this. */
    private static final int MOST_TIMES = 16;

    private Merging() {}

    /** All as one matrix, unless that takes so many more multiplications that it cannot be faster. */
    static List<Part> whole(List<Part> chain) {
        List<Part> fewest = fewest(chain);
        long least = fewest.stream().mapToLong(Part::macs).sum();
        return chain.isEmpty()
                        || (long) chain.get(0).inputs()
                                        * chain.get(chain.size() - 1).outputs()
                                > MOST_TIMES * least
                ? fewest
                : List.of(dense(chain));
    }

    /** Runs of them, each as one matrix, with the fewest multiplications. */
    static List<Part> fewest(List<Part> chain) {
        int[] start = cheapestStarts(chain);
        List<Part> merged = new ArrayList<>();
        for (int end = chain.size(); end > 0; end = start[end]) {
            merged.add(0, merged(chain.subList(start[end], end)));
        }
        return merged;
    }

    private static Part merged(List<Part> run) {
        return run.size() == 1 ? run.get(0) : dense(run);
    }

    private static Part dense(List<Part> run) {
        return run.stream().map(Part::dense).reduce(LinearMap::then).orElseThrow();
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
