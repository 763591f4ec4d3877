package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.gradient.Widening;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.moment.Gram;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.KnownValues;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is differentiated, and how: all that gradients depend on besides the samples' numbers.
 *
 * @param model the model, in float32
 * @param units its layers
 * @param groups those that are looked at, as many together as fit into memory
 * @param samples the samples, of few lengths
 * @param shards shares of the samples whose sums are added up
 * @param terms what is differentiated of a batch
 */
public record Differentiated(
        OnnxModel model, List<Unit> units, List<List<Unit>> groups, Samples samples, List<Shard> shards, Terms terms) {
    /** Numbers that all values of a model may have in a batch, for the way back needs most of them: 256 MiB in float32. */
    private static final long MOST_NUMBERS = 1 << 26;

    private static final int MOST_SAMPLES = 32;

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
     * Terms.
     *
     * @param loss the loss
     * @param losses how many losses each sample has
     * @param batch samples of a batch at most
     */
    public record Terms(RandomLoss loss, int losses, int batch) {}

    /** A model, all of its layers that count, and what it is run on. */
    record Wanted(OnnxModel model, List<Unit> units, Samples samples) {}

    static Differentiated of(Wanted wanted, int threads, long bound, Consumer<String> notes) {
        if (!PiecewiseSession.isWhole(wanted.model())) {
            throw new OnnxException(
                    "a model of so many weights is run piece by piece, and gradients are not taken through pieces here");
        }
        OnnxModel wide = Widening.of(wanted.model(), DataType.FLOAT);
        Samples rounded = wanted.samples().rounded(LENGTHS);
        KnownValues known = KnownValues.of(wide, rounded);
        List<Unit> narrow = wanted.units().stream()
                .filter(unit -> unit.shape().blockOutputs() <= WIDEST_OUTPUT)
                .toList();
        int size = batch(known, narrow);
        RandomLoss loss = BackwardRuns.loss(wide, rounded.batches(size), threads);
        if (!loss.leftOut().isEmpty()) {
            notes.accept("what is kept is weighed by the other outputs, for there is no gradient of '"
                    + String.join("', '", loss.leftOut()) + "'");
        }
        return new Differentiated(
                wide,
                wanted.units(),
                Observer.groups(narrow, unit -> numbers(unit, known, size), bound),
                rounded,
                Shard.of(rounded, wanted.units(), known),
                new Terms(loss, losses(narrow, known, rounded.count()), size));
    }

    /**
     * What is known of layers that no pass looks at.
     *
     * @return why there is no gradient of each, to be replaced by what passes find
     */
    public Map<Unit, Sensitivity> unknown() {
        Map<Unit, Sensitivity> found = new LinkedHashMap<>();
        units.forEach(
                unit -> found.put(unit, Sensitivity.none("it makes more than " + WIDEST_OUTPUT + " numbers of a row")));
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
