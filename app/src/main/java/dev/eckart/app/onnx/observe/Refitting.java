package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.rewrite.Rewriter.Rewritten;
import dev.eckart.app.onnx.walk.Cut;
import dev.eckart.app.onnx.walk.Leg;
import dev.eckart.app.onnx.walk.Plan;
import dev.eckart.app.onnx.walk.Walk;
import dev.eckart.spi.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Refits layers on two walks through their model, as it was and as it becomes.
 *
 * @param backend multiplies, in float64
 * @param before the walk through the original
 * @param after the walk through the compressed model
 * @param fitting how many of the batches are fitted to; the others are judged by
 * @param layers for each layer indices of its uses among the replacements
 * @param current what stands in the place of layers by now
 * @param notes why a layer was not refitted, by name of its output
 */
record Refitting(
        Backend backend,
        Walk before,
        Walk after,
        int fitting,
        List<List<Integer>> layers,
        List<Replacement> current,
        Map<String, String> notes) {
    /** The widest operator whose normal equations are set up. */
    private static final int WIDEST = 2048;

    /** Refits block by block. */
    void run(Plan plan) {
        List<Integer> ahead =
                new ArrayList<>(IntStream.range(0, layers.size()).boxed().toList());
        List<Integer> met = new ArrayList<>();
        for (Plan.Block block : plan.blocks()) {
            met.addAll(block.layers());
            int last = block.steps().size() - 1;
            for (int step = 0; step <= last; step++) {
                List<Integer> some = block.steps().get(step);
                // What uses of one tensor take that lie further behind depends on all layers before those.
                List<Integer> inPlace = some.stream().allMatch(this::isAlone) ? met : ahead;
                refit(some, inPlace, step < last ? Optional.empty() : block.to());
            }
            block.to().ifPresent(to -> {
                before.moveTo(before.original().proto(), to);
                if (after.moveTo(rewritten(current, met).model(), to)) {
                    List<Integer> passed = met.stream().filter(this::isAlone).toList();
                    met.removeAll(passed);
                    ahead.removeAll(passed);
                }
            });
        }
    }

    private boolean isAlone(int layer) {
        return layers.get(layer).size() == 1;
    }

    /** What all runs cost for each sample, if the samples get as far as is planned. */
    long cost(Plan plan) {
        long cost = 0;
        Cut from = Cut.START;
        for (Plan.Block block : plan.blocks()) {
            Set<String> next = block.to().map(Cut::names).orElse(Set.of());
            for (List<Integer> step : block.steps()) {
                cost += 2 * Walk.cost(before.original(), from, outputs(uses(step)));
            }
            Set<String> both = outputs(uses(block.steps().get(block.steps().size() - 1)));
            cost -= Walk.cost(before.original(), from, both);
            both.addAll(next);
            cost += Walk.cost(before.original(), from, both) + Walk.cost(before.original(), from, next);
            from = block.to().orElse(from);
        }
        return cost;
    }

    /** Refits layers that do not depend on each other; of one that ONNX Runtime does not show, the factors stay. */
    private void refit(List<Integer> step, List<Integer> inPlace, Optional<Cut> to) {
        List<Integer> narrow = new ArrayList<>();
        for (int layer : step) {
            if (first(layer).last().weights().rows() > WIDEST) {
                note(layer, "its last factor takes more than " + WIDEST + " numbers");
            } else {
                narrow.add(layer);
            }
        }
        try {
            if (!narrow.isEmpty()) {
                fit(narrow, inPlace, to);
            }
        } catch (OnnxException e) {
            if (narrow.size() == 1) {
                note(narrow.get(0), e.getMessage());
            } else {
                narrow.forEach(layer -> refit(List.of(layer), inPlace, to));
            }
        }
    }

    private Replacement first(int layer) {
        return current.get(layers.get(layer).get(0));
    }

    private void note(int layer, String reason) {
        notes.put(first(layer).site().output(), "not refitted: " + reason);
    }

    private List<List<Replacement>> uses(List<Integer> some) {
        return some.stream()
                .map(layer -> layers.get(layer).stream().map(current::get).toList())
                .toList();
    }

    private static Set<String> outputs(List<List<Replacement>> uses) {
        Set<String> outputs = new TreeSet<>();
        uses.forEach(layer -> layer.forEach(use -> outputs.add(use.site().output())));
        return outputs;
    }

    private void fit(List<Integer> step, List<Integer> inPlace, Optional<Cut> to) {
        List<List<Replacement>> uses = uses(step);
        List<List<Residual.Change>> changes = new ArrayList<>();
        List<List<Residual>> judges;
        try (SideBySide pair = sideBySide(current, inPlace, uses, to)) {
            List<List<Residual>> residuals = pair.residuals(backend, before.batches(), 0, fitting, uses);
            for (int layer = 0; layer < uses.size(); layer++) {
                boolean biased = uses.get(layer).stream()
                        .allMatch(use -> use.last().bias().isPresent());
                changes.add(residuals.get(layer).stream()
                        .map(residual -> residual.best(biased))
                        .toList());
            }
            residuals.clear();
            judges = pair.residuals(
                    backend, before.batches(), fitting, before.batches().size(), uses);
        }
        for (int layer = 0; layer < uses.size(); layer++) {
            judge(step.get(layer), changes.get(layer), judges.get(layer), inPlace);
        }
    }

    /** Puts better factors in their place if they are better. */
    private void judge(int layer, List<Residual.Change> changes, List<Residual> judges, List<Integer> inPlace) {
        List<Integer> indices = layers.get(layer);
        List<Factor> better = new Refitted(changes)
                .of(indices.stream().map(use -> current.get(use).last()).toList());
        List<Replacement> changed = new ArrayList<>(current);
        for (int i = 0; i < indices.size(); i++) {
            changed.set(indices.get(i), current.get(indices.get(i)).withLast(better.get(i)));
        }
        double was = judges.stream().mapToDouble(Residual::before).sum();
        double is = isAlone(layer)
                ? IntStream.range(0, judges.size())
                        .mapToDouble(block -> judges.get(block).after(changes.get(block)))
                        .sum()
                : measured(layer, changed, inPlace);
        if (is < was) {
            indices.forEach(use -> current.set(use, changed.get(use)));
        } else {
            note(layer, "it would not lower the error on samples that were not fitted to");
        }
    }

    /** What is wrong now: of several uses, the later ones take what the earlier ones make, which has changed. */
    private double measured(int layer, List<Replacement> changed, List<Integer> inPlace) {
        List<List<Replacement>> uses =
                List.of(layers.get(layer).stream().map(changed::get).toList());
        try (SideBySide pair = sideBySide(changed, inPlace, uses, Optional.empty())) {
            return pair
                    .residuals(
                            backend, before.batches(), fitting, before.batches().size(), uses)
                    .get(0)
                    .stream()
                    .mapToDouble(Residual::before)
                    .sum();
        }
    }

    private SideBySide sideBySide(
            List<Replacement> replacements, List<Integer> inPlace, List<List<Replacement>> uses, Optional<Cut> to) {
        Rewritten rewritten = rewritten(replacements, inPlace);
        Set<String> outputs = outputs(uses);
        Set<String> both = new TreeSet<>(outputs);
        outputs.forEach(output -> both.add(rewritten.hidden().get(output)));
        Leg was = before.leg(before.original().proto(), outputs, to);
        try {
            return new SideBySide(was, after.leg(rewritten.model(), both), rewritten.hidden());
        } catch (RuntimeException e) {
            was.close();
            throw e;
        }
    }

    /** The original with the replacements of some layers, wherever they are used. */
    private Rewritten rewritten(List<Replacement> replacements, List<Integer> some) {
        return new Rewriter(before.original().proto())
                .replace(some.stream()
                        .flatMap(layer -> layers.get(layer).stream())
                        .sorted()
                        .map(replacements::get)
                        .toList());
    }
}
