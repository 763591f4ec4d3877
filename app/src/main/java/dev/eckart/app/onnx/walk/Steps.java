package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.NodeOrder;
import dev.eckart.app.onnx.model.Subgraphs;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Layers in the order in which a walk meets them; of those that follow each other and of which none depends on another,
 * as many as fit into memory are a step.
 *
 * @param steps numbers of the layers of each step
 * @param first the place of each layer's first node
 * @param last the place of the node that makes its output, both of its first use
 */
record Steps(List<List<Integer>> steps, int[] first, int[] last) {
    static Steps of(NodeOrder order, Plan.Layers layers) {
        int count = layers.layers().size();
        Steps steps = new Steps(new ArrayList<>(), new int[count], new int[count]);
        for (int layer = 0; layer < count; layer++) {
            List<Integer> places = places(order, layers.layers().get(layer).get(0));
            steps.first[layer] = places.get(0);
            steps.last[layer] = places.get(places.size() - 1);
        }
        List<BitSet> before = before(order, layers.layers());
        BitSet inStep = new BitSet();
        long left = 0;
        for (int layer : IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparing(layer -> steps.last[layer]))
                .toList()) {
            long numbers = layers.numbers().applyAsLong(layer);
            if (steps.steps.isEmpty() || before.get(layer).intersects(inStep) || numbers > left) {
                steps.steps.add(new ArrayList<>());
                inStep.clear();
                left = layers.bound();
            }
            steps.steps.get(steps.count() - 1).add(layer);
            inStep.set(layer);
            left -= numbers;
        }
        return steps;
    }

    /** The places of a layer's nodes, ascending, without those that make its weights. */
    private static List<Integer> places(NodeOrder order, Site use) {
        return use.nodes().stream()
                .filter(node ->
                        order.graph().nodes().get(node).getOutputList().stream().noneMatch(order::isConstant))
                .map(node -> order.places()[node])
                .sorted()
                .toList();
    }

    /** For each layer those that it depends on. */
    private static List<BitSet> before(NodeOrder order, List<List<Site>> layers) {
        Map<String, Integer> makers = new HashMap<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            int number = layer;
            layers.get(layer).forEach(use -> makers.put(use.output(), number));
        }
        Map<String, BitSet> behind = new HashMap<>();
        for (int place = 0; place < order.size(); place++) {
            NodeProto node = order.at(place);
            BitSet all = new BitSet();
            Subgraphs.needs(node).forEach(name -> all.or(behind.getOrDefault(name, new BitSet())));
            for (String output : node.getOutputList()) {
                BitSet own = all;
                if (makers.containsKey(output)) {
                    own = (BitSet) all.clone();
                    own.set(makers.get(output));
                }
                behind.put(output, own);
            }
        }
        return layers.stream()
                .map(uses -> {
                    BitSet all = new BitSet();
                    uses.forEach(use -> all.or(behind.getOrDefault(use.input(), new BitSet())));
                    return all;
                })
                .toList();
    }

    int count() {
        return steps.size();
    }

    /** Places from one to another. */
    record Range(int from, int to) {}

    /** The places between a step and those before it, if there are any. */
    Optional<Range> between(int step) {
        int from = IntStream.range(0, step)
                .flatMap(before -> steps.get(before).stream().mapToInt(layer -> last[layer] + 1))
                .max()
                .orElse(0);
        int to = IntStream.range(step, count())
                .flatMap(behind -> steps.get(behind).stream().mapToInt(layer -> first[layer]))
                .min()
                .orElse(0);
        return from <= to ? Optional.of(new Range(from, to)) : Optional.empty();
    }
}
