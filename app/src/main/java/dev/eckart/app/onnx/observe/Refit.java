package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.model.ExternalData;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.rewrite.Rewriter.Rewritten;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.site.Site;
import dev.eckart.spi.Backend;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
     * Refits.
     *
     * @param model the original
     * @param replacements what stands in the place of its layers, in the model's order
     * @return what became of them
     */
    public Outcome of(OnnxModel model, List<Replacement> replacements) {
        List<Replacement> current = new ArrayList<>(replacements);
        Map<String, String> notes = new LinkedHashMap<>();
        long each = (long) fitted.count() + held.count();
        Stages.Stage stage =
                new Stages.Stage("refitting " + current.size() + " layers", current.size() * each, "samples");
        for (int i = 0; i < current.size(); i++) {
            Replacement replacement = current.get(i);
            long before = i * each;
            stages.reached(stage, before);
            String output = replacement.site().output();
            if (replacement.last().weights().rows() > WIDEST) {
                notes.put(output, "not refitted: its last factor takes more than " + WIDEST + " numbers");
                continue;
            }
            Optional<Factor> better = better(model, current, replacement, done -> stages.reached(stage, before + done));
            if (better.isPresent()) {
                current.set(i, replacement.withLast(better.get()));
            } else {
                notes.put(output, "not refitted: it would not lower the error on samples that were not fitted to");
            }
        }
        stages.reached(stage, stage.total());
        return new Outcome(current, notes);
    }

    private Optional<Factor> better(
            OnnxModel model, List<Replacement> current, Replacement replacement, IntConsumer done) {
        Rewritten rewritten = new Rewriter(model.proto()).replace(current);
        String output = replacement.site().output();
        String hidden = rewritten.hidden().get(output);
        ExternalData data = model.externalData();
        try (Taps before = new Taps(model.proto(), data, Set.of(output), threads);
                Taps after = new Taps(rewritten.model(), data, Set.of(hidden, output), threads)) {
            Pair pair = new Pair(replacement, hidden, before, after);
            List<Residual> fit = residuals(pair, fitted, done);
            List<Residual> judge = residuals(pair, held, seen -> done.accept(fitted.count() + seen));
            Factor last = replacement.last();
            List<Residual.Change> changes = fit.stream()
                    .map(residual -> residual.best(last.bias().isPresent()))
                    .toList();
            double was = judge.stream().mapToDouble(Residual::before).sum();
            double is = IntStream.range(0, judge.size())
                    .mapToDouble(block -> judge.get(block).after(changes.get(block)))
                    .sum();
            return is < was ? Optional.of(changed(last, changes)) : Optional.empty();
        }
    }

    /** The original and the compressed model, run side by side as far as one layer. */
    private record Pair(Replacement replacement, String hidden, Taps before, Taps after) {}

    private List<Residual> residuals(Pair pair, Samples samples, IntConsumer done) {
        Factor last = pair.replacement().last();
        Site site = pair.replacement().site();
        List<Residual> residuals = IntStream.range(0, last.geometry().blocks())
                .mapToObj(block -> new Residual(backend, last.weights().rows(), last.blockOutputs()))
                .toList();
        new Stream(samples, done).forEach((batch, share) -> {
            Map<String, Values> given = batch.values();
            Values was = pair.before().run(given).get(site.output());
            Map<String, Values> now = pair.after().run(given);
            Values wrong = batch.real(difference(was, now.get(site.output())));
            Values input = batch.real(now.get(pair.hidden()));
            for (int block = 0; block < residuals.size(); block++) {
                Rows taken = LayerRows.taken(last, site.stack(), false, input, block);
                residuals.get(block).add(taken, LayerRows.made(site, wrong, block));
            }
            return 2L * wrong.numbers().length + input.numbers().length;
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

    private static Factor changed(Factor last, List<Residual.Change> changes) {
        int width = last.blockOutputs();
        int columns = last.weights().columns();
        Tensor weights = Tensors.zeros(Precision.FLOAT64, last.weights().rows(), columns);
        Tensors.fill(weights, i -> {
            int column = i % columns;
            Tensor change = changes.get(column / width).weights();
            return last.weights().get(i / columns, column) + change.get(i / columns, column % width);
        });
        Optional<Tensor> bias = last.bias().map(old -> {
            Tensor moved = Tensors.zeros(Precision.FLOAT64, 1, columns);
            Tensors.fill(
                    moved, i -> old.get(0, i) + changes.get(i / width).bias().get(0, i % width));
            return moved;
        });
        return new Factor(weights, bias, last.geometry());
    }
}
