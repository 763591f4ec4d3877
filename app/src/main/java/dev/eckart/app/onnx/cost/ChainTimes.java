package dev.eckart.app.onnx.cost;

import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.compress.math.RobustFit;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.Storage.Form;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Times of chains of operators whose sizes and order differ in too many ways for a grid: each operator takes a
 * time of its own and one for each multiplication, by its kind, and each chain one besides. These are fitted to a few chains
 * that are measured, so that one whose measurement is off has no other time than its like, and none is chosen for noise.
 *
 * @param kinds kinds of operators
 * @param fit what a chain, then an operator and a multiplication of each kind take
 */
record ChainTimes(List<Kind> kinds, RobustFit fit) {
    /** Chains that are measured. */
    private static final int MEASURED = 32;

    /** What an operator multiplies: a row, the last axis of a tensor, or another one. */
    enum Along {
        ROW,
        LAST_AXIS,
        OTHER_AXIS
    }

    /** Operators that are written alike: along what they multiply, and how their weights are stored. */
    record Kind(Along along, Form form) {}

    /** An operator, and how often it multiplies. */
    record Step(Kind kind, long macs) {
        static Step of(Geometry geometry, FactorShape factor) {
            Along along = geometry.mode()
                    .map(mode -> mode.isLast() ? Along.LAST_AXIS : Along.OTHER_AXIS)
                    .orElse(Along.ROW);
            return new Step(new Kind(along, factor.storage().form()), factor.macs());
        }
    }

    /**
     * Chains of which some are measured.
     *
     * @param chains all of which times are wanted
     * @param kinds kinds of their operators
     * @param measured numbers of those that are measured
     */
    record Plan(List<List<Step>> chains, List<Kind> kinds, List<Integer> measured) {
        /** With what those were measured to take. */
        ChainTimes with(List<Long> times) {
            return new ChainTimes(
                    kinds,
                    RobustFit.of(
                            measured.stream()
                                    .map(i -> terms(kinds, chains.get(i)))
                                    .toList(),
                            times.stream().mapToDouble(Long::doubleValue).toArray()));
        }
    }

    /** Plans to measure some chains. */
    static Plan among(List<List<Step>> chains) {
        List<Kind> kinds =
                chains.stream().flatMap(List::stream).map(Step::kind).distinct().toList();
        return new Plan(chains, kinds, some(chains, kinds));
    }

    /** Evenly among all by how often they multiply, and the least and the greatest of each kind that is not among those. */
    private static List<Integer> some(List<List<Step>> chains, List<Kind> kinds) {
        List<Integer> ascending = IntStream.range(0, chains.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> macs(chains.get(i))))
                .toList();
        int last = chains.size() - 1;
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int i = 0; i < MEASURED; i++) {
            chosen.add(ascending.get((int) Math.round((double) i * last / (MEASURED - 1))));
        }
        for (Kind kind : kinds) {
            List<Integer> having =
                    ascending.stream().filter(i -> has(chains.get(i), kind)).toList();
            if (having.stream().noneMatch(chosen::contains)) {
                chosen.addAll(List.of(having.get(0), having.get(having.size() - 1)));
            }
        }
        return List.copyOf(chosen);
    }

    private static boolean has(List<Step> chain, Kind kind) {
        return chain.stream().anyMatch(step -> step.kind().equals(kind));
    }

    private static long macs(List<Step> chain) {
        return chain.stream().mapToLong(Step::macs).sum();
    }

    private static double[] terms(List<Kind> kinds, List<Step> chain) {
        double[] terms = new double[1 + 2 * kinds.size()];
        terms[0] = 1;
        for (Step step : chain) {
            int kind = kinds.indexOf(step.kind());
            terms[1 + 2 * kind]++;
            terms[2 + 2 * kind] += step.macs();
        }
        return terms;
    }

    /** Time of any chain of the same kinds. */
    long time(List<Step> chain) {
        return Math.max(1, Math.round(fit.at(terms(kinds, chain))));
    }
}
