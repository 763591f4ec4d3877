package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.NodeOrder;
import dev.eckart.app.onnx.model.OnnxModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToLongFunction;

/**
 * In which pieces a model is walked through.
 *
 * @param blocks the pieces, in order
 */
public record Plan(List<Block> blocks) {
    /** Steps of a block at most, where the model can be cut as often. What lies before a step is run again for each. */
    private static final int MOST_STEPS = 4;

    /** Rather than let so many times as many numbers cross, a block has another step. */
    private static final int MANY = 2;

    /**
     * A piece of a model.
     *
     * @param steps its layers, by number: those of a step do not depend on each other
     * @param to where the next piece begins; empty of the last one
     */
    public record Block(List<List<Integer>> steps, Optional<Cut> to) {
        /**
         * All its layers.
         *
         * @return their numbers, in order
         */
        public List<Integer> layers() {
            return steps.stream().flatMap(List::stream).toList();
        }
    }

    /**
     * What a plan is made for.
     *
     * @param layers all uses of each layer, in the model's order; a layer is where its first use is
     * @param numbers how much memory a layer takes
     * @param bound how much the layers of a step may take together, if they are several
     */
    public record Layers(List<List<Site>> layers, IntToLongFunction numbers, long bound) {}

    /**
     * Finds where a model is cut.
     *
     * @param model the model
     * @param known what is known of its values
     * @param layers the layers that are met on the way
     * @return pieces of few steps each, as far as the model can be cut
     */
    public static Plan of(OnnxModel model, KnownValues known, Layers layers) {
        NodeOrder order = NodeOrder.of(model.graph());
        Set<String> outputs = new HashSet<>();
        Set<String> inner = new HashSet<>();
        for (Site use : layers.layers().stream().flatMap(List::stream).toList()) {
            outputs.add(use.output());
            use.nodes()
                    .forEach(
                            node -> inner.addAll(order.graph().nodes().get(node).getOutputList()));
        }
        inner.removeAll(outputs);
        Crossing crossing = Crossing.of(order, known, outputs, inner);
        Steps steps = Steps.of(order, layers);
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        while (from < steps.count()) {
            Ending ending = ending(steps, crossing, from);
            blocks.add(new Block(
                    steps.steps().subList(from, ending.step()), ending.place().map(crossing::cut)));
            from = ending.step();
        }
        return new Plan(blocks);
    }

    /** The end of a block: the step before which, and the place where; the model's own end is no place. */
    private record Ending(int step, Optional<Integer> place) {}

    /** The first of the next places that not many more numbers cross than the best of them. */
    private static Ending ending(Steps steps, Crossing crossing, int from) {
        List<Ending> possible = new ArrayList<>();
        for (int end = from + 1; end < steps.count() && (end <= from + MOST_STEPS || possible.isEmpty()); end++) {
            int step = end;
            steps.between(end)
                    .flatMap(range -> crossing.best(range.from(), range.to()))
                    .ifPresent(place -> possible.add(new Ending(step, Optional.of(place))));
        }
        long fewest = possible.stream()
                .mapToLong(ending -> crossing.numbers()[ending.place().orElseThrow()])
                .min()
                .orElse(0);
        return possible.stream()
                .filter(ending -> crossing.numbers()[ending.place().orElseThrow()] <= MANY * fewest)
                .findFirst()
                .orElse(new Ending(steps.count(), Optional.empty()));
    }

    /**
     * The same in larger pieces, where all layers of a piece are looked at in one run.
     *
     * @param numbers how much memory a layer takes
     * @param bound how much the layers of a piece that is made of several may take together
     * @return pieces that follow each other put together
     */
    public List<Block> joined(IntToLongFunction numbers, long bound) {
        List<Block> joined = new ArrayList<>();
        long left = 0;
        for (Block block : blocks) {
            long more = block.layers().stream()
                    .mapToLong(layer -> numbers.applyAsLong(layer))
                    .sum();
            if (more > left || joined.isEmpty()) {
                joined.add(block);
                left = bound - more;
            } else {
                Block before = joined.remove(joined.size() - 1);
                List<List<Integer>> steps = new ArrayList<>(before.steps());
                steps.addAll(block.steps());
                joined.add(new Block(steps, block.to()));
                left -= more;
            }
        }
        return joined;
    }
}
