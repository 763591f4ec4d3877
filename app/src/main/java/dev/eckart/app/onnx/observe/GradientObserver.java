package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.gradient.Widening;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
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
        return observe(differentiated(model, units, samples, notes), units);
    }

    /**
     * The same of what has been looked at already.
     *
     * @param all what is differentiated
     * @param units all layers
     * @return what was found of each layer
     * @throws OnnxException if no gradient reaches any, or the model cannot be run
     */
    public Map<Unit, Sensitivity> observe(Differentiated all, List<Unit> units) {
        Map<Unit, Sensitivity> found = unknown(units);
        for (List<Unit> group : all.groups()) {
            GradientPass pass = none(group, all.shards().get(0));
            for (Shard shard : all.shards()) {
                GradientPass own = shard.number() == 0 ? pass : none(group, shard);
                run(own, all.model(), all.terms(), shard, shard.of(all.samples()));
                if (own != pass) {
                    pass.add(own.partial());
                }
            }
            found.putAll(pass.found(store));
        }
        requireAny(found);
        return found;
    }

    /**
     * What is differentiated, and how: all that gradients depend on besides the samples.
     *
     * @param model the model, in float32
     * @param groups the layers that are looked at, as many together as fit into memory
     * @param samples the samples, of few lengths
     * @param shards shares of the samples whose sums are added up
     * @param terms what is differentiated of a batch
     */
    public record Differentiated(
            OnnxModel model, List<List<Unit>> groups, Samples samples, List<Shard> shards, Terms terms) {}

    /**
     * Terms.
     *
     * @param loss the loss
     * @param losses how many losses each sample has
     * @param batch samples of a batch at most
     */
    public record Terms(RandomLoss loss, int losses, int batch) {}

    /**
     * Finds out what is to be differentiated.
     *
     * @param model the model
     * @param units its layers; what those see that have one tensor counts together
     * @param samples what to run it on
     * @param notes told of outputs that have no gradient
     * @return all that gradients depend on
     * @throws OnnxException if there is no output that a gradient could begin at, or the model cannot be run
     */
    public Differentiated differentiated(OnnxModel model, List<Unit> units, Samples samples, Consumer<String> notes) {
        if (!PiecewiseSession.isWhole(model)) {
            throw new OnnxException(
                    "a model of so many weights is run piece by piece, and gradients are not taken through pieces here");
        }
        OnnxModel wide = Widening.of(model, DataType.FLOAT);
        Samples rounded = samples.rounded(LENGTHS);
        KnownValues known = KnownValues.of(wide, rounded);
        List<Unit> narrow = units.stream().filter(GradientObserver::isNarrow).toList();
        int size = batch(known, narrow);
        List<Shard> shards = Shard.of(rounded, units, known);
        RandomLoss loss = BackwardRuns.loss(wide, rounded.batches(size), threads);
        if (!loss.leftOut().isEmpty()) {
            notes.accept("what is kept is weighed by the other outputs, for there is no gradient of '"
                    + String.join("', '", loss.leftOut()) + "'");
        }
        return new Differentiated(
                wide,
                Observer.groups(narrow, unit -> numbers(unit, known, size), bound),
                rounded,
                shards,
                new Terms(loss, losses(narrow, known, samples.count()), size));
    }

    private static boolean isNarrow(Unit unit) {
        return unit.shape().blockOutputs() <= WIDEST_OUTPUT;
    }

    private void run(GradientPass pass, OnnxModel wide, Terms terms, Shard shard, Samples samples) {
        BackwardRuns.of(wide, shard, samples.batches(terms.batch()), terms.loss(), terms.losses(), threads)
                .run(pass, seed.split("loss"), stages);
    }

    /**
     * Sums up gradients with respect to what some layers make, on one shard.
     *
     * @param model the model
     * @param group a group of its layers
     * @param terms what is differentiated
     * @param shard which shard
     * @param samples its samples
     * @return what is to be added to the sums of those layers
     */
    public GradientPass.Partial sums(OnnxModel model, List<Unit> group, Terms terms, Shard shard, Samples samples) {
        GradientPass pass = none(group, shard);
        run(pass, Widening.of(model, DataType.FLOAT), terms, shard, samples);
        return pass.partial();
    }

    /**
     * A pass of which nothing is known yet, for sums of shards to be added to.
     *
     * @param group layers
     * @param shard the shard whose randomness it has
     * @return no sums
     */
    public GradientPass none(List<Unit> group, Shard shard) {
        return new GradientPass(group, backend, shard.seed(seed).split("rows"));
    }

    /**
     * What is known of layers that no pass looks at.
     *
     * @param units all layers
     * @return why there is no gradient of each, to be replaced by what passes find
     */
    public Map<Unit, Sensitivity> unknown(List<Unit> units) {
        Map<Unit, Sensitivity> found = new LinkedHashMap<>();
        units.forEach(
                unit -> found.put(unit, Sensitivity.none("it makes more than " + WIDEST_OUTPUT + " numbers of a row")));
        return found;
    }

    /**
     * Refuses a model of which no layer has a gradient.
     *
     * @param found what is known of each layer
     * @throws OnnxException if nothing is known of any
     */
    public static void requireAny(Map<Unit, Sensitivity> found) {
        if (found.values().stream().allMatch(layer -> layer.moments().isEmpty())) {
            throw new OnnxException("no gradient reaches a layer: "
                    + found.values().stream()
                            .map(Sensitivity::obstacle)
                            .distinct()
                            .collect(Collectors.joining("; ")));
        }
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
