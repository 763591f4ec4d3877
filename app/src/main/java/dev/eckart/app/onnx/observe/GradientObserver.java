package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.gradient.Widening;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.KnownValues;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.MatrixStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Observes how much the outputs of a model mind what its layers make: gradients of a {@link RandomLoss}, in passes over
 * samples from the outputs back to as many layers at a time as fit into memory.
 *
 * @param backend multiplies, in float64
 * @param threads threads that the model is run with
 * @param seed decides the loss, and which rows are drawn
 * @param bound numbers that the sums of a pass, and its gradients of a batch, may have together; a layer that has more has a
 *     pass of its own
 * @param store keeps what was observed
 * @param stages told how many samples have been seen
 */
public record GradientObserver(Backend backend, int threads, Seed seed, long bound, MatrixStore store, Stages stages) {
    /** Numbers that all values of a model may have in a batch, for the way back needs most of them: 256 MiB in float32. */
    private static final long MOST_NUMBERS = 1 << 26;

    private static final int MOST_SAMPLES = 32;

    /**
     * Numbers that a pass may hold: 288 MiB in float64. Each pass runs the model anew, so it is more than twice what an
     * observation of inputs may hold, with which 37 layers of widths 384 and 1536 and two tables are observed in one.
     */
    private static final long BOUND = 36 << 20;

    /** Numbers that the gradients that are kept of a batch may have: 32 MiB in float32. */
    private static final long MOST_GRADIENTS = 1 << 23;

    /** Lengths of padded samples are multiples of this: the model is differentiated once for each. */
    private static final int LENGTHS = 8;

    /** The widest output of which the moment of gradients is observed: 128 MiB. */
    private static final int WIDEST_OUTPUT = 4096;

    /** Rows for each number of a row that are wanted at least: so many losses do samples of few rows have. */
    private static final int ROWS_A_NUMBER = 4;

    /** Losses that a sample has at most. */
    private static final int MOST_LOSSES = 8;

    /**
     * An observer of the usual bound.
     *
     * @param backend multiplies, in float64
     * @param threads threads that the model is run with
     * @param seed decides the loss, and which rows are drawn
     * @param store keeps what was observed
     * @param stages told how many samples have been seen
     */
    public GradientObserver(Backend backend, int threads, Seed seed, MatrixStore store, Stages stages) {
        this(backend, threads, seed, BOUND, store, stages);
    }

    /**
     * Observes.
     *
     * @param model the model
     * @param units its layers; what those see that have one tensor counts together
     * @param samples what to run it on
     * @param notes told of outputs that have no gradient
     * @return what was found of each layer; of those that no gradient reaches, why none does
     * @throws OnnxException if none reaches any, or the model cannot be run
     */
    public Map<Unit, Sensitivity> observe(OnnxModel model, List<Unit> units, Samples samples, Consumer<String> notes) {
        if (!PiecewiseSession.isWhole(model)) {
            throw new OnnxException(
                    "a model of so many weights is run piece by piece, and gradients are not taken through pieces here");
        }
        OnnxModel wide = Widening.of(model, DataType.FLOAT);
        Samples rounded = samples.rounded(LENGTHS);
        KnownValues known = KnownValues.of(wide, rounded);
        Map<Unit, Sensitivity> found = new LinkedHashMap<>();
        List<Unit> narrow = units.stream()
                .filter(unit -> unit.shape().blockOutputs() <= WIDEST_OUTPUT)
                .toList();
        int size = batch(known, narrow);
        units.forEach(
                unit -> found.put(unit, Sensitivity.none("it makes more than " + WIDEST_OUTPUT + " numbers of a row")));
        BackwardRuns runs =
                BackwardRuns.of(wide, rounded.batches(size), losses(narrow, known, samples.count()), threads);
        if (!runs.loss().leftOut().isEmpty()) {
            notes.accept("what is kept is weighed by the other outputs, for there is no gradient of '"
                    + String.join("', '", runs.loss().leftOut()) + "'");
        }
        for (List<Unit> group : Observer.groups(narrow, unit -> numbers(unit, known, size), bound)) {
            GradientPass pass = new GradientPass(group, backend, seed.split("rows"));
            runs.run(pass, seed.split("loss"), stages);
            found.putAll(pass.found(store));
        }
        if (found.values().stream().allMatch(layer -> layer.moments().isEmpty())) {
            throw new OnnxException("no gradient reaches a layer: "
                    + found.values().stream()
                            .map(Sensitivity::obstacle)
                            .distinct()
                            .collect(Collectors.joining("; ")));
        }
        return found;
    }

    /** Samples of a batch of which all values, and all gradients that are kept, are few enough numbers. */
    private static int batch(KnownValues known, List<Unit> units) {
        long all = known.made().keySet().stream()
                .mapToLong(name -> known.numbers(name).orElse(0))
                .sum();
        long gradients = units.stream().mapToLong(unit -> made(unit, known)).sum();
        long samples = Math.min(MOST_NUMBERS / Math.max(1, all), MOST_GRADIENTS / Math.max(1, gradients));
        return (int) Math.max(1, Math.min(MOST_SAMPLES, samples));
    }

    /** Numbers that the sums of a layer and the gradients of a batch take. */
    private static long numbers(Unit unit, KnownValues known, int batch) {
        int width = unit.shape().blockOutputs();
        return unit.shape().geometry().blocks() * Gram.numbers(width) + made(unit, known) * batch;
    }

    /** Numbers that a layer makes of a sample, as far as that is known. */
    private static long made(Unit unit, KnownValues known) {
        return unit.uses().stream()
                .map(Site::output)
                .mapToLong(name -> known.numbers(name).orElse(0))
                .sum();
    }

    /** So many losses for each sample that the layer with the fewest rows has enough. */
    private static int losses(List<Unit> units, KnownValues known, int samples) {
        double most = 1;
        for (Unit unit : units) {
            double rows = Math.max(1, (double) made(unit, known) / unit.shape().columns()) * samples;
            most = Math.max(most, unit.shape().blockOutputs() * ROWS_A_NUMBER / rows);
        }
        return (int) Math.min(MOST_LOSSES, Math.ceil(most));
    }
}
