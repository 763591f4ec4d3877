package dev.eckart.app.onnx.refit;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.moment.Gram;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Resizing;
import dev.eckart.app.onnx.runtime.Abreast;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.walk.Cut;
import dev.eckart.app.onnx.walk.KnownValues;
import dev.eckart.app.onnx.walk.Plan;
import dev.eckart.app.onnx.walk.Tally;
import dev.eckart.app.onnx.walk.Walk;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.MatrixStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Fits the last operator of each replaced layer anew, in order, to what the original layer makes, given what the layers
 * before it now make: so errors do not add up from layer to layer. Samples walk through both models side by side, so that
 * what lies before a layer is not run again for it.
 *
 * @param backend multiplies, in float64
 * @param threads threads that models are run with
 * @param seed which samples are drawn, where there are more than are needed
 * @param fitted samples to fit to
 * @param held samples to judge by, which were not fitted to
 * @param stages told how far it is
 * @param store keeps what was fitted
 */
public record Refit(
        Backend backend, int threads, Seed seed, Samples fitted, Samples held, Stages stages, MatrixStore store) {
    /** Numbers that the sums of layers that are fitted in one run may have together: 128 MiB in float64. */
    private static final long BOUND = 1 << 24;

    /** Numbers of a batch that are looked at of a layer, 4 MiB in float64: what is larger does not die young in the heap. */
    private static final long MOST_NUMBERS = 1 << 19;

    private static final int MOST_SAMPLES = 64;

    /** Rows that an operator is fitted to at least, where there are as many. */
    private static final int FEWEST_ROWS = 4096;

    /** Rows that it is fitted to for each number of a row: what it loses by chance is one part in as many then. */
    private static final int ROWS_A_NUMBER = 32;

    /** Samples that are fitted to at least: rows of one sample are alike. */
    private static final int FEWEST_FITTED = 256;

    /** Samples that are judged by at least. */
    private static final int FEWEST_HELD = 128;

    /**
     * What became of the layers.
     *
     * @param replacements the layers, those refitted with other last operators
     * @param notes why one was not refitted, by name of the layer's output
     */
    public record Outcome(List<Replacement> replacements, Map<String, String> notes) {}

    /**
     * Refits. Layers that have their weights in common are fitted together, where the first of them stands.
     *
     * @param model the original
     * @param replacements what stands in the place of its layers, in the model's order
     * @return what became of them
     */
    public Outcome of(OnnxModel model, List<Replacement> replacements) {
        return of(model, replacements, Resizing.NONE);
    }

    /**
     * Refits where layers make fewer numbers than before, too. Those that do are left as they are: the ones that take the
     * numbers make up for it.
     *
     * @param model the original
     * @param replacements what stands in the place of its layers, in the model's order
     * @param resizing sizes between them that are other ones
     * @return what became of them
     */
    public Outcome of(OnnxModel model, List<Replacement> replacements, Resizing resizing) {
        List<List<Site>> uses = replacements.stream().map(Replacement::uses).toList();
        KnownValues known = KnownValues.of(model, fitted);
        Plan plan = Plan.of(model, known, new Plan.Layers(uses, i -> numbers(replacements.get(i)), BOUND));
        int size = batch(uses, known);
        double share = share(replacements, known);
        List<SampleBatch> batches =
                new ArrayList<>(some(fitted, share, FEWEST_FITTED).batches(size));
        int fitting = batches.size();
        batches.addAll(some(held, share, FEWEST_HELD).batches(size));
        Abreast abreast = Abreast.of(threads);
        Walk.Opening opening = (part, from, wanted) ->
                Taps.fused(part, model.externalData(), from.values(), wanted, abreast.threads());
        Tally tally = new Tally(stages);
        Map<String, String> notes = new LinkedHashMap<>();
        List<Replacement> current = new ArrayList<>(replacements);
        try (Walk before = new Walk(model, batches, opening, abreast, tally);
                Walk after = new Walk(model, batches, opening, abreast, tally)) {
            Refitting refitting = new Refitting(backend, store, before, after, fitting, current, resizing, notes);
            tally.begin("refitting " + Stages.layers(current.size()), cost(model, plan, current) * before.samples());
            refitting.run(plan);
            tally.end();
        }
        return new Outcome(current, notes);
    }

    /** Which share of the samples has as many rows as each layer needs. */
    private double share(List<Replacement> layers, KnownValues known) {
        double share = 0;
        for (Replacement layer : layers) {
            double rows = 0;
            for (Site use : layer.uses()) {
                rows += (double) known.numbers(use.output()).orElse(0)
                        / use.shape().columns();
            }
            double needed =
                    Math.max(FEWEST_ROWS, (double) ROWS_A_NUMBER * layer.last().rows());
            share = Math.max(share, needed / (rows * fitted.fullness() * fitted.count()));
        }
        return share;
    }

    /** Samples drawn at random, in their order. */
    private Samples some(Samples all, double share, int fewest) {
        return all.drawn((int) Math.min(all.count(), Math.max(fewest, Math.ceil(share * all.count()))), seed);
    }

    /** What all runs cost for each sample, if the samples get as far as is planned. */
    private static long cost(OnnxModel model, Plan plan, List<Replacement> layers) {
        long cost = 0;
        Cut from = Cut.START;
        for (Plan.Block block : plan.blocks()) {
            Set<String> next = block.to().map(Cut::names).orElse(Set.of());
            Set<String> outputs = Set.of();
            for (List<Integer> step : block.steps()) {
                // Through either model as far as the step; after the last one the original goes on to the next block.
                cost += from.cost(model, outputs);
                outputs = SideBySide.outputs(step.stream().map(layers::get).toList());
                cost += from.cost(model, outputs);
            }
            outputs.addAll(next);
            cost += from.cost(model, outputs) + from.cost(model, next);
            from = block.to().orElse(from);
        }
        return cost;
    }

    /** Numbers of the sums of a layer. */
    private static long numbers(Replacement layer) {
        if (layer.isLayer()) {
            return 0;
        }
        LinearShape last = layer.last();
        int width = last.rows();
        return last.geometry().blocks() * (Gram.numbers(width) + Gram.numbers(Math.max(width, last.blockOutputs())));
    }

    /** Samples of a batch with which no layer has too many numbers to be looked at. */
    private static int batch(List<List<Site>> layers, KnownValues known) {
        long largest = 1;
        for (List<Site> uses : layers) {
            long numbers = 0;
            for (Site use : uses) {
                OptionalLong input = known.numbers(use.input());
                OptionalLong output = known.numbers(use.output());
                boolean both = input.isPresent() && output.isPresent();
                numbers += both ? input.getAsLong() + 2 * output.getAsLong() : MOST_NUMBERS;
            }
            largest = Math.max(largest, numbers);
        }
        return (int) Math.max(1, Math.min(MOST_SAMPLES, MOST_NUMBERS / largest));
    }
}
