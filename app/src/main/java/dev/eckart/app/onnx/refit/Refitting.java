package dev.eckart.app.onnx.refit;

import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Resizing;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.rewrite.Rewriter.Rewritten;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.walk.Cut;
import dev.eckart.app.onnx.walk.Leg;
import dev.eckart.app.onnx.walk.Plan;
import dev.eckart.app.onnx.walk.Walk;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.MatrixStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Refits layers on two walks through their model, as it was and as it becomes.
 *
 * @param backend multiplies, in float64
 * @param store keeps what was fitted
 * @param before the walk through the original
 * @param after the walk through the compressed model
 * @param fitting how many of the batches are fitted to; the others are judged by
 * @param current what stands in the place of each layer by now
 * @param resizing sizes between layers that are other ones now
 * @param notes why a layer was not refitted, by name of its output
 */
record Refitting(
        Backend backend,
        MatrixStore store,
        Walk before,
        Walk after,
        int fitting,
        List<Replacement> current,
        Resizing resizing,
        Map<String, String> notes) {
    /** The widest operator whose normal equations are set up. */
    private static final int WIDEST = 2048;

    /** Refits block by block. */
    void run(Plan plan) {
        List<Integer> ahead =
                new ArrayList<>(IntStream.range(0, current.size()).boxed().toList());
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
        return current.get(layer).isAlone();
    }

    /** Refits layers that do not depend on each other; of one that ONNX Runtime does not show, the factors stay. */
    private void refit(List<Integer> step, List<Integer> inPlace, Optional<Cut> to) {
        List<Integer> narrow = new ArrayList<>();
        for (int layer : step) {
            if (current.get(layer).isLayer()) {
                // Nothing was cut away that could be made up for.
                continue;
            }
            if (!current.get(layer).turned().isEmpty()) {
                note(layer, "another layer multiplies with its transposed factors");
                continue;
            }
            if (current.get(layer).last().rows() > WIDEST) {
                note(layer, "its last factor takes more than " + WIDEST + " numbers");
            } else if (current.get(layer).makesTheSame()) {
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

    private void note(int layer, String reason) {
        notes.put(current.get(layer).first().output(), "not refitted: " + reason);
    }

    private List<Replacement> layers(List<Integer> some) {
        return some.stream().map(current::get).toList();
    }

    private void fit(List<Integer> step, List<Integer> inPlace, Optional<Cut> to) {
        List<Replacement> layers = layers(step);
        List<List<Residual.Change>> changes = new ArrayList<>();
        List<List<Residual>> judges;
        try (SideBySide pair = sideBySide(current, inPlace, layers, to)) {
            List<List<Residual>> residuals = pair.residuals(backend, before.batches(), 0, fitting, layers);
            for (int layer = 0; layer < layers.size(); layer++) {
                boolean biased = layers.get(layer).last().biased();
                changes.add(residuals.get(layer).stream()
                        .map(residual -> residual.best(biased))
                        .toList());
            }
            residuals.clear();
            judges = pair.residuals(
                    backend, before.batches(), fitting, before.batches().size(), layers);
        }
        for (int layer = 0; layer < layers.size(); layer++) {
            judge(step.get(layer), changes.get(layer), judges.get(layer), inPlace);
        }
    }

    /** Puts better factors in their place if they are better. */
    private void judge(int layer, List<Residual.Change> changes, List<Residual> judges, List<Integer> inPlace) {
        Replacement was = current.get(layer);
        List<Replacement> changed = new ArrayList<>(current);
        changed.set(layer, was.withLasts(new Refitted(changes).of(was.lasts()), store));
        double before = judges.stream().mapToDouble(Residual::before).sum();
        double after = isAlone(layer)
                ? IntStream.range(0, judges.size())
                        .mapToDouble(block -> judges.get(block).after(changes.get(block)))
                        .sum()
                : measured(layer, changed, inPlace);
        if (after < before) {
            current.set(layer, changed.get(layer));
        } else {
            note(layer, "it would not lower the error on samples that were not fitted to");
        }
    }

    /** What is wrong now: of several uses, the later ones take what the earlier ones make, which has changed. */
    private double measured(int layer, List<Replacement> changed, List<Integer> inPlace) {
        List<Replacement> one = List.of(changed.get(layer));
        try (SideBySide pair = sideBySide(changed, inPlace, one, Optional.empty())) {
            return pair
                    .residuals(
                            backend, before.batches(), fitting, before.batches().size(), one)
                    .get(0)
                    .stream()
                    .mapToDouble(Residual::before)
                    .sum();
        }
    }

    private SideBySide sideBySide(
            List<Replacement> replacements, List<Integer> inPlace, List<Replacement> layers, Optional<Cut> to) {
        Rewritten rewritten = rewritten(replacements, inPlace);
        Set<String> outputs = SideBySide.outputs(layers);
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
        return new Rewriter(before.original().proto(), UnaryOperator.identity(), resizing)
                .replace(some.stream().sorted().map(replacements::get).toList());
    }
}
