package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.form.ByteForms;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.narrow.NarrowOffers;
import dev.eckart.app.onnx.narrow.Narrowing;
import dev.eckart.app.onnx.rewrite.Resizing;
import dev.eckart.compress.math.ParetoFront;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two layers that are decided together: each becomes what it can by itself, or both what they can only together.
 *
 * @param pair the two
 * @param first number of the first layer
 * @param second number of the second layer
 * @param firstNarrow what the first becomes together with the second
 * @param secondNarrow what the second becomes together with the first
 * @param sizes what both become of each size, stored in each way
 */
record Joint(Narrowing pair, int first, int second, Offers firstNarrow, Offers secondNarrow, List<Sized> sizes) {
    /**
     * What both become.
     *
     * @param size numbers that pass between them of each head
     * @param first what the first becomes
     * @param second what the second becomes
     */
    record Sized(int size, Candidate first, Candidate second) {}

    /** Two layers, of which candidates for one size have one label. */
    static Joint of(NarrowOffers narrow, int first, Offers firstNarrow, int second, Offers secondNarrow) {
        Map<String, Candidate> firsts = labelled(firstNarrow);
        Map<String, Candidate> seconds = labelled(secondNarrow);
        List<Sized> sizes = new ArrayList<>();
        for (int size = 1; size < narrow.pair().size(); size++) {
            Candidate one = firsts.get(narrow.label(size));
            Candidate other = seconds.get(narrow.label(size));
            sizes.add(new Sized(size, one, other));
            Candidate oneInBytes = ByteForms.inBytes(firstNarrow, one);
            Candidate otherInBytes = ByteForms.inBytes(secondNarrow, other);
            if (oneInBytes != one || otherInBytes != other) {
                sizes.add(new Sized(size, oneInBytes, otherInBytes));
            }
        }
        return new Joint(narrow.pair(), first, second, firstNarrow, secondNarrow, sizes);
    }

    private static Map<String, Candidate> labelled(Offers offers) {
        return offers.decomposition().candidates().stream()
                .collect(Collectors.toMap(Candidate::label, Function.identity()));
    }

    /** What makes a layer's candidate, if it is one of both together. */
    Optional<Offers> making(int layer, Candidate candidate) {
        return sizes.stream()
                        .anyMatch(size -> layer == first && size.first().label().equals(candidate.label())
                                || layer == second && size.second().label().equals(candidate.label()))
                ? Optional.of(layer == first ? firstNarrow : secondNarrow)
                : Optional.empty();
    }

    /**
     * What an allocator is offered for both.
     *
     * @param decomposition the two as one layer
     * @param pairs what each becomes, by label of the candidate for both
     */
    record Both(Decomposition decomposition, Map<String, List<Candidate>> pairs) {}

    /** The best of all that the two can become. */
    Both both(Decomposition one, Decomposition other, Budget budget) {
        List<Pair> all = new ArrayList<>();
        List<Candidate> others = front(other, budget);
        for (Candidate a : front(one, budget)) {
            for (Candidate b : others) {
                all.add(Pair.of(one, a, other, b, budget));
            }
        }
        sizes.forEach(size -> all.add(Pair.of(one, size.first(), other, size.second(), budget)));
        double weight = one.scale().weight() + other.scale().weight();
        List<Candidate> candidates = new ArrayList<>();
        Map<String, List<Candidate>> pairs = new HashMap<>();
        List<Pair> front = new ArrayList<>(ParetoFront.of(all, Pair::cost, Pair::damage));
        Pair dense = Pair.of(one, one.dense(), other, other.dense(), budget);
        front.removeIf(pair -> pair.first().isLayer() && pair.second().isLayer());
        front.add(dense);
        for (Pair pair : front) {
            Candidate candidate = pair.candidate();
            candidates.add(candidate);
            pairs.put(candidate.label(), List.of(pair.first(), pair.second()));
        }
        Decomposition both = Decomposition.of(
                        Math.max(one.inputs(), other.inputs()),
                        Math.max(one.outputs(), other.outputs()),
                        candidates.stream(),
                        candidate -> {
                            throw new IllegalStateException("two layers have no factors in common");
                        })
                .scaled(new Decomposition.Scale(Math.sqrt(weight), weight));
        return new Both(both, pairs);
    }

    /** Puts what both become together in the place of what they become alone, where it costs less. */
    void shrink(List<Candidate> each, Budget budget) {
        for (Sized size : sizes) {
            long alone = budget.cost(each.get(first)) + budget.cost(each.get(second));
            if (budget.cost(size.first()) + budget.cost(size.second()) < alone) {
                each.set(first, size.first());
                each.set(second, size.second());
            }
        }
    }

    private static List<Candidate> front(Decomposition layer, Budget budget) {
        return ParetoFront.of(layer.candidates(), budget::cost, layer::damage);
    }

    /** What each of the two becomes. */
    private record Pair(Candidate first, Candidate second, long cost, double damage) {
        static Pair of(Decomposition one, Candidate a, Decomposition other, Candidate b, Budget budget) {
            return new Pair(a, b, budget.cost(a) + budget.cost(b), one.damage(a) + other.damage(b));
        }

        Candidate candidate() {
            boolean asIs = first.isLayer() && second.isLayer();
            List<FactorShape> factors = new ArrayList<>(first.factors());
            factors.addAll(second.factors());
            return new Candidate(
                    first.label() + " and " + second.label(),
                    asIs ? OptionalInt.empty() : OptionalInt.of(1),
                    factors,
                    Math.sqrt(damage),
                    first.beside() + second.beside(),
                    first.nanoseconds() + second.nanoseconds());
        }
    }

    /** The sizes between the two, if they were chosen to be narrower. */
    Optional<Resizing> resizing(List<Candidate> chosen) {
        return sizes.stream()
                .filter(size -> size.first().label().equals(chosen.get(first).label()))
                .findFirst()
                .map(size -> pair.resizing(size.size()));
    }
}
