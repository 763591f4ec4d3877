package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.ExternalData;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.rewrite.Rewriter.Rewritten;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Fits the last operator of each replaced layer anew, in order, to what the original layer makes, given what the layers
 * before it now make: so errors do not add up from layer to layer.
 *
 * @param backend multiplies, in float64
 * @param threads threads that models are run with
 * @param fitted samples to fit to
 * @param held samples to judge by, which were not fitted to
 * @param stages told how many samples have been run, summed over the layers
 */
public record Refit(Backend backend, int threads, Samples fitted, Samples held, Stages stages) {
    /** The widest operator whose normal equations are set up. */
    private static final int WIDEST = 2048;

    /**
     * What became of the layers.
     *
     * @param replacements the layers, those refitted with other last operators
     * @param notes why one was not refitted, by name of the layer's output
     */
    public record Outcome(List<Replacement> replacements, Map<String, String> notes) {}

    /**
     * Refits. Layers whose last factors are one tensor are fitted together, where the first of them stands.
     *
     * @param model the original
     * @param replacements what stands in the place of its layers, in the model's order
     * @return what became of them
     */
    public Outcome of(OnnxModel model, List<Replacement> replacements) {
        List<Replacement> current = new ArrayList<>(replacements);
        Map<String, String> notes = new LinkedHashMap<>();
        long each = (long) fitted.count() + held.count();
        Collection<List<Integer>> all = tied(replacements);
        Stages.Stage stage = new Stages.Stage("refitting " + all.size() + " layers", all.size() * each, "samples");
        long before = 0;
        for (List<Integer> tied : all) {
            long start = before;
            stages.reached(stage, start);
            Replacement first = current.get(tied.get(0));
            String output = first.site().output();
            if (first.last().weights().rows() > WIDEST) {
                notes.put(output, "not refitted: its last factor takes more than " + WIDEST + " numbers");
            } else {
                tryRefit(model, current, tied, done -> stages.reached(stage, start + done))
                        .ifPresent(reason -> notes.put(output, "not refitted: " + reason));
            }
            before += each;
        }
        stages.reached(stage, stage.total());
        return new Outcome(current, notes);
    }

    /** Refits, or tells why not: of a layer that ONNX Runtime does not show, the factors stay as they are. */
    private Optional<String> tryRefit(
            OnnxModel model, List<Replacement> current, List<Integer> tied, IntConsumer done) {
        try {
            return refit(model, current, tied, done)
                    ? Optional.empty()
                    : Optional.of("it would not lower the error on samples that were not fitted to");
        } catch (OnnxException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Indices of the replacements that have their last weights in common. */
    private static Collection<List<Integer>> tied(List<Replacement> replacements) {
        Map<Tensor, List<Integer>> tied = new IdentityHashMap<>();
        List<List<Integer>> inOrder = new ArrayList<>();
        for (int i = 0; i < replacements.size(); i++) {
            tied.computeIfAbsent(replacements.get(i).last().weights(), key -> {
                        inOrder.add(new ArrayList<>());
                        return inOrder.get(inOrder.size() - 1);
                    })
                    .add(i);
        }
        return inOrder;
    }

    /** Puts better factors in their place if there are any. */
    private boolean refit(OnnxModel model, List<Replacement> current, List<Integer> tied, IntConsumer done) {
        List<Factor> lasts = tied.stream().map(i -> current.get(i).last()).toList();
        boolean biased = lasts.stream().allMatch(last -> last.bias().isPresent());
        List<Replacement> changed = new ArrayList<>(current);
        double was;
        double is;
        try (Pair pair = Pair.of(this, model, current, tied)) {
            List<Residual.Change> changes = residuals(pair, fitted, done).stream()
                    .map(residual -> residual.best(biased))
                    .toList();
            List<Residual> judge = residuals(pair, held, seen -> done.accept(fitted.count() + seen));
            List<Factor> better = new Refitted(changes).of(lasts);
            for (int i = 0; i < tied.size(); i++) {
                changed.set(tied.get(i), current.get(tied.get(i)).withLast(better.get(i)));
            }
            was = judge.stream().mapToDouble(Residual::before).sum();
            is = IntStream.range(0, judge.size())
                    .mapToDouble(block -> judge.get(block).after(changes.get(block)))
                    .sum();
        }
        if (tied.size() > 1) {
            is = measured(model, changed, tied);
        }
        if (is < was) {
            Collections.copy(current, changed);
        }
        return is < was;
    }

    /** What is wrong now: of several uses, the later ones take what the earlier ones make, which has changed. */
    private double measured(OnnxModel model, List<Replacement> changed, List<Integer> tied) {
        try (Pair pair = Pair.of(this, model, changed, tied)) {
            return residuals(pair, held, done -> {}).stream()
                    .mapToDouble(Residual::before)
                    .sum();
        }
    }

    /** The original and the compressed model, run side by side as far as layers with common factors. */
    private record Pair(List<Replacement> layers, Map<String, String> hidden, Taps before, Taps after)
            implements AutoCloseable {
        static Pair of(Refit refit, OnnxModel model, List<Replacement> current, List<Integer> tied) {
            List<Replacement> layers = tied.stream().map(current::get).toList();
            Rewritten rewritten = new Rewriter(model.proto()).replace(current);
            Set<String> outputs = new TreeSet<>();
            Set<String> all = new TreeSet<>();
            for (Replacement layer : layers) {
                String output = layer.site().output();
                outputs.add(output);
                all.add(output);
                all.add(rewritten.hidden().get(output));
            }
            ExternalData data = model.externalData();
            Taps before = new Taps(model.proto(), data, outputs, refit.threads);
            try {
                Taps after = new Taps(rewritten.model(), data, all, refit.threads);
                return new Pair(layers, rewritten.hidden(), before, after);
            } catch (RuntimeException e) {
                before.close();
                throw e;
            }
        }

        @Override
        public void close() {
            after.close();
            before.close();
        }
    }

    private List<Residual> residuals(Pair pair, Samples samples, IntConsumer done) {
        Factor any = pair.layers().get(0).last();
        List<Residual> residuals = IntStream.range(0, any.geometry().blocks())
                .mapToObj(block -> new Residual(backend, any.weights().rows(), any.blockOutputs()))
                .toList();
        new Stream(samples, done).forEach((batch, share) -> {
            Map<String, Values> was = pair.before().run(batch.values());
            Map<String, Values> now = pair.after().run(batch.values());
            long numbers = 0;
            for (Replacement layer : pair.layers()) {
                Site site = layer.site();
                Values wrong =
                        Arranged.output(site, batch.real(difference(was.get(site.output()), now.get(site.output()))));
                Values input =
                        Arranged.hidden(site, batch.real(now.get(pair.hidden().get(site.output()))));
                for (int block = 0; block < residuals.size(); block++) {
                    Rows taken = LayerRows.taken(layer.last().shape(), site.stack(), false, input, block);
                    residuals.get(block).add(taken, LayerRows.made(site, wrong, block));
                }
                numbers += 2L * wrong.numbers().length + input.numbers().length;
            }
            return numbers;
        });
        return residuals;
    }

    private static Values difference(Values was, Values is) {
        double[] difference = new double[was.numbers().length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = was.numbers()[i] - is.numbers()[i];
        }
        return new Values(was.dims(), difference);
    }
}
