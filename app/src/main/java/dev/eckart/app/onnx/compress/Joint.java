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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Layers that are decided together: each becomes what it can by itself, or all what they can only together.
 *
 * @param pair the layers
 * @param layers their numbers
 * @param narrow what each becomes together with the others
 * @param sizes what all become of each size, stored in each way
 */
record Joint(Narrowing pair, List<Integer> layers, List<Offers> narrow, List<Sized> sizes) {
    /**
     * What all become.
     *
     * @param size numbers that pass between them of each head
     * @param each what each becomes
     */
    record Sized(int size, List<Candidate> each) {}

    /** Layers of which candidates for one size have one label. */
    static Joint of(NarrowOffers narrow, List<Integer> layers, List<Offers> offers) {
        List<Map<String, Candidate>> labelled =
                offers.stream().map(Joint::labelled).toList();
        List<Sized> sizes = new ArrayList<>();
        for (int size = 1; size < narrow.pair().size(); size++) {
            String label = narrow.label(size);
            List<Candidate> each = labelled.stream().map(all -> all.get(label)).toList();
            sizes.add(new Sized(size, each));
            List<Candidate> inBytes = IntStream.range(0, each.size())
                    .mapToObj(i -> ByteForms.inBytes(offers.get(i), each.get(i)))
                    .toList();
            if (!inBytes.equals(each)) {
                sizes.add(new Sized(size, inBytes));
            }
        }
        return new Joint(narrow.pair(), layers, offers, sizes);
    }

    private static Map<String, Candidate> labelled(Offers offers) {
        return offers.decomposition().candidates().stream()
                .collect(Collectors.toMap(Candidate::label, Function.identity()));
    }

    /** What makes a layer's candidate, if it is one of all together. */
    Optional<Offers> making(int layer, Candidate candidate) {
        int at = layers.indexOf(layer);
        return at >= 0
                        && sizes.stream()
                                .anyMatch(size -> size.each().get(at).label().equals(candidate.label()))
                ? Optional.of(narrow.get(at))
                : Optional.empty();
    }

    /**
     * What an allocator is offered for all.
     *
     * @param decomposition the layers as one
     * @param choices what each becomes, by label of the candidate for all
     */
    record AsOne(Decomposition decomposition, Map<String, List<Candidate>> choices) {}

    /** The best of all that the layers can become. */
    AsOne asOne(List<Decomposition> all, Budget budget) {
        List<Decomposition> own = layers.stream().map(all::get).toList();
        List<Choice> choices = new ArrayList<>(alone(own, budget));
        sizes.forEach(size -> choices.add(Choice.of(own, size.each(), budget)));
        double weight =
                own.stream().mapToDouble(layer -> layer.scale().weight()).sum();
        List<Candidate> candidates = new ArrayList<>();
        Map<String, List<Candidate>> labelled = new HashMap<>();
        List<Choice> front = new ArrayList<>(ParetoFront.of(choices, Choice::cost, Choice::damage));
        front.removeIf(Choice::isLayers);
        front.add(Choice.of(own, own.stream().map(Decomposition::dense).toList(), budget));
        for (Choice choice : front) {
            Candidate candidate = choice.candidate();
            candidates.add(candidate);
            labelled.put(candidate.label(), choice.each());
        }
        Decomposition one = Decomposition.of(
                        own.stream().mapToInt(Decomposition::inputs).max().orElseThrow(),
                        own.stream().mapToInt(Decomposition::outputs).max().orElseThrow(),
                        candidates.stream(),
                        candidate -> {
                            throw new IllegalStateException("several layers have no factors in common");
                        })
                .scaled(new Decomposition.Scale(Math.sqrt(weight), weight));
        return new AsOne(one, labelled);
    }

    /** What the layers become each by itself; of those before the last only what is best of them is gone on with. */
    private static List<Choice> alone(List<Decomposition> own, Budget budget) {
        List<Choice> choices = List.of(new Choice(List.of(), 0, 0));
        for (Decomposition layer : own) {
            List<Candidate> front = ParetoFront.of(layer.candidates(), budget::cost, layer::damage);
            choices = ParetoFront.of(choices, Choice::cost, Choice::damage).stream()
                    .flatMap(choice -> front.stream().map(next -> choice.and(layer, next, budget)))
                    .toList();
        }
        return choices;
    }

    /** Puts what all become together in the place of what they become alone, where it costs less. */
    void shrink(List<Candidate> each, Budget budget) {
        for (Sized size : sizes) {
            long alone = layers.stream()
                    .mapToLong(layer -> budget.cost(each.get(layer)))
                    .sum();
            if (ModelOffers.cost(size.each(), budget) < alone) {
                for (int i = 0; i < layers.size(); i++) {
                    each.set(layers.get(i), size.each().get(i));
                }
            }
        }
    }

    /** What each of the layers becomes. */
    private record Choice(List<Candidate> each, long cost, double damage) {
        static Choice of(List<Decomposition> layers, List<Candidate> each, Budget budget) {
            Choice choice = new Choice(List.of(), 0, 0);
            for (int i = 0; i < each.size(); i++) {
                choice = choice.and(layers.get(i), each.get(i), budget);
            }
            return choice;
        }

        Choice and(Decomposition layer, Candidate next, Budget budget) {
            List<Candidate> more = new ArrayList<>(each);
            more.add(next);
            return new Choice(List.copyOf(more), cost + budget.cost(next), damage + layer.damage(next));
        }

        boolean isLayers() {
            return each.stream().allMatch(Candidate::isLayer);
        }

        Candidate candidate() {
            return new Candidate(
                    each.stream().map(Candidate::label).collect(Collectors.joining(" and ")),
                    isLayers() ? OptionalInt.empty() : OptionalInt.of(1),
                    each.stream().flatMap(one -> one.factors().stream()).toList(),
                    Math.sqrt(damage),
                    each.stream().mapToLong(Candidate::beside).sum(),
                    each.stream().mapToLong(Candidate::nanoseconds).sum());
        }
    }

    /** The sizes between the layers, if they were chosen to be narrower. */
    Optional<Resizing> resizing(List<Candidate> chosen) {
        String label = chosen.get(layers.get(0)).label();
        return sizes.stream()
                .filter(size -> size.each().get(0).label().equals(label))
                .findFirst()
                .map(size -> pair.resizing(size.size()));
    }
}
