package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.narrow.Narrowing.Passage;
import dev.eckart.app.onnx.unit.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The pairs of layers of a model between which fewer numbers can pass.
 *
 * @param pairs the pairs; no layer is in two
 * @param reasons why another layer is in none, by name of its output
 */
public record Narrowings(List<Narrowing> pairs, Map<String, String> reasons) {
    /** Nothing found. */
    public static final Narrowings NONE = new Narrowings(List.of(), Map.of());

    /**
     * Looks for the pairs.
     *
     * @param model a model
     * @param units its layers to be decided, in the model's order
     * @param shapes sizes of its values
     * @return what was found
     */
    public static Narrowings of(OnnxModel model, List<Unit> units, Shapes shapes) {
        return new Finder(new ConstantValues(model, model.graph()), units, shapes).found();
    }

    /** Looks at each layer that is used once. */
    private static final class Finder {
        private final ConstantValues constants;
        private final Shapes shapes;
        private final Map<Site, Unit> units = new LinkedHashMap<>();
        private final Map<Integer, Site> layers = new HashMap<>();
        private final Map<Integer, Trace> halves = new HashMap<>();
        private final Set<Unit> paired = new HashSet<>();
        private final List<Narrowing> pairs = new ArrayList<>();
        private final Map<String, String> reasons = new LinkedHashMap<>();

        Finder(ConstantValues constants, List<Unit> all, Shapes shapes) {
            this.constants = constants;
            this.shapes = shapes;
            for (Unit unit : all) {
                if (!unit.isShared() && unit.first().arrangement().isResizable()) {
                    units.put(unit.first(), unit);
                    unit.first().nodes().forEach(node -> layers.put(node, unit.first()));
                }
            }
        }

        Narrowings found() {
            for (Site site : units.keySet()) {
                Trace trace = Trace.of(constants, shapes, layers, site);
                Optional<String> reason = trace.obstacle().or(() -> pair(trace));
                reason.ifPresent(why -> reasons.put(site.output(), why));
            }
            halves.values()
                    .forEach(half -> reasons.put(
                            half.makers().get(0).output(), "nothing else makes what it is multiplied with"));
            paired.forEach(unit -> reasons.remove(unit.first().output()));
            return new Narrowings(pairs, reasons);
        }

        /** Why a way that is understood makes no pair, if it makes none. */
        private Optional<String> pair(Trace trace) {
            if (trace.ends().size() != 1) {
                return Optional.of("what it makes goes to " + trace.ends().size() + " layers or products");
            }
            Trace.End end = trace.ends().get(0);
            if (end.layer().isEmpty()) {
                return product(trace, end);
            }
            if (trace.groups() > 1 && !trace.isLinear()) {
                return Optional.of("what it makes is divided into heads and changed by more than a factor");
            }
            return pair(
                    trace.groups() > 1 ? Passage.VALUES : Passage.UNITS,
                    Stream.concat(trace.makers().stream(), end.layer().stream()),
                    List.of(trace));
        }

        private Optional<String> product(Trace trace, Trace.End end) {
            if (!trace.isLinear()) {
                return Optional.of("what it makes is changed by more than a factor before a product");
            }
            Optional<Trace> other = Optional.ofNullable(halves.remove(end.node()));
            if (other.isEmpty()) {
                halves.put(end.node(), trace);
                return Optional.empty();
            }
            Trace left = end.input() == 0 ? trace : other.get();
            Trace right = end.input() == 0 ? other.get() : trace;
            Site first = left.makers().get(0);
            Site second = right.makers().get(0);
            boolean alike = left.groups() == right.groups()
                    && first.shape().columns() == second.shape().columns();
            return alike
                    ? pair(Passage.PRODUCTS, Stream.of(first, second), List.of(left, right))
                    : Optional.of("it has other heads than what it is multiplied with");
        }

        private Optional<String> pair(Passage passage, Stream<Site> sites, List<Trace> ways) {
            List<Unit> together = sites.map(units::get).toList();
            if (together.stream().distinct().count() < together.size()
                    || together.stream().anyMatch(paired::contains)) {
                return Optional.of("it or the layer behind it is in another pair");
            }
            Set<String> values = new TreeSet<>();
            ways.forEach(way -> values.addAll(way.values()));
            Narrowing pair = new Narrowing(
                    passage,
                    together,
                    ways.get(0).groups(),
                    ways.stream().flatMap(way -> way.sizes().stream()).toList(),
                    ways.stream().flatMap(way -> way.numbers().stream()).toList(),
                    values);
            if (pair.size() < 2) {
                return Optional.of("it makes a single number" + (pair.groups() > 1 ? " of each head" : ""));
            }
            paired.addAll(together);
            pairs.add(pair);
            return Optional.empty();
        }
    }
}
