package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.model.NodeOrder;
import dev.eckart.app.onnx.model.Subgraphs;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values that cross each place between two nodes on their way to layers.
 *
 * @param values values that nodes make and later ones need
 * @param numbers how many numbers cross each place, that before the first node first
 * @param blocked how many values that cannot cross would cross it
 */
record Crossing(List<Span> values, long[] numbers, int[] blocked) {
    /** A value, from the place behind the node that makes it to the one before the last that needs it. */
    private record Span(String name, int from, int to, Optional<ValueInfoProto> declared) {}

    /**
     * Finds them.
     *
     * @param order the nodes
     * @param known what is known of their values
     * @param wanted values that all that counts leads to
     * @param inner values that must not cross
     */
    static Crossing of(NodeOrder order, KnownValues known, Set<String> wanted, Set<String> inner) {
        Crossing crossing = new Crossing(new ArrayList<>(), new long[order.size() + 1], new int[order.size() + 1]);
        Map<String, Integer> last = new HashMap<>();
        wanted.forEach(name -> last.put(name, 0));
        for (int place = order.size() - 1; place >= 0; place--) {
            NodeProto node = order.at(place);
            if (node.getOutputList().stream().anyMatch(last::containsKey)) {
                int at = place;
                Subgraphs.needs(node).forEach(name -> last.merge(name, at, Math::max));
            }
            for (String name : node.getOutputList()) {
                if (last.getOrDefault(name, 0) > place && !order.isConstant(name)) {
                    Optional<ValueInfoProto> declared = inner.contains(name) ? Optional.empty() : known.declared(name);
                    crossing.add(new Span(name, place + 1, last.get(name), declared), known);
                }
            }
        }
        return crossing;
    }

    private void add(Span span, KnownValues known) {
        values.add(span);
        for (int place = span.from(); place <= span.to(); place++) {
            numbers[place] += known.numbers(span.name()).orElse(0);
            blocked[place] += span.declared().isPresent() ? 0 : 1;
        }
    }

    /** The last of the places from one to another that fewest numbers cross, if any is free. */
    Optional<Integer> best(int from, int to) {
        Optional<Integer> best = Optional.empty();
        for (int place = from; place <= to; place++) {
            if (blocked[place] == 0 && (best.isEmpty() || numbers[place] <= numbers[best.get()])) {
                best = Optional.of(place);
            }
        }
        return best;
    }

    /** A place that is free. */
    Cut cut(int place) {
        return new Cut(values.stream()
                .filter(span -> span.from() <= place && place <= span.to())
                .map(span -> span.declared().orElseThrow())
                .toList());
    }
}
