package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.Window;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.KnownValues;
import dev.eckart.app.onnx.walk.Plan;
import dev.eckart.app.onnx.walk.Tally;
import dev.eckart.app.onnx.walk.Walk;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Statistics.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Observes the layers of a model in passes over samples, as many layers at a time as fit into memory.
 *
 * @param backend multiplies, in float64
 * @param threads threads that the model is run with
 * @param seed which positions of a convolution are drawn
 * @param bound numbers that the sums of a pass, and its values of a batch, may have together; a layer that has more has a
 *     pass of its own
 * @param stages told how many samples have been seen
 */
public record Observer(Backend backend, int threads, Seed seed, long bound, Stages stages) {
    /** Numbers of a pass: 128 MiB in float64, an eighth of what Eckart usually has. */
    private static final long USUAL_BOUND = 1 << 24;

    /**
     * The widest window of which the covariance is observed, 256 channels of 3 x 3: 40 MiB, of which a form takes five
     * times as much to be compared. Forms of wider ones go by the weights alone.
     */
    private static final int WIDEST_WINDOW = 2304;

    /** The widest input of which the covariance is observed for a decomposer that asks for it. */
    private static final int WIDEST_INPUT = 8192;

    /** Numbers that a layer may take and make in a batch: 32 MiB in float64. */
    private static final long MOST_NUMBERS = 1 << 22;

    private static final int MOST_SAMPLES = 64;

    /**
     * An observer of the usual bound.
     *
     * @param backend multiplies, in float64
     * @param threads threads that the model is run with
     * @param seed which positions of a convolution are drawn
     * @param stages told how many samples have been seen
     */
    public Observer(Backend backend, int threads, Seed seed, Stages stages) {
        this(backend, threads, seed, USUAL_BOUND, stages);
    }

    /**
     * Observes. How the layers are spread over passes changes neither the batches nor what is drawn for a layer.
     *
     * @param model the model
     * @param units its layers; what those see that have one tensor counts together
     * @param samples what to run it on
     * @param decomposer what asks for it
     * @param found told what was observed of each layer, in order, as soon as it has been; nothing is kept afterwards
     * @throws OnnxException if the model cannot be run, or something is asked for that cannot be observed
     */
    public void observe(
            OnnxModel model,
            List<Unit> units,
            Samples samples,
            Decomposer decomposer,
            BiConsumer<Unit, Observation> found) {
        if (decomposer.needs().contains(Kind.GRADIENTS)) {
            throw new OnnxException(
                    "the gradient of a loss cannot be observed of an ONNX model; choose a decomposer that does without");
        }
        KnownValues known = KnownValues.of(model, samples);
        int batch = batch(units, known);
        ToLongFunction<Unit> numbers = unit ->
                numbers(unit, known).orElse(0) * batch + numbers(unit.first().shape(), kinds(unit, decomposer));
        List<List<Site>> uses = units.stream().map(Unit::uses).toList();
        Plan plan = Plan.of(model, known, new Plan.Layers(uses, unit -> numbers.applyAsLong(units.get(unit)), bound));
        Walk.Opening opening =
                (part, from, wanted) -> Taps.unfused(part, model.externalData(), from.values(), wanted, threads);
        Tally tally = new Tally(stages);
        try (Walk walk = new Walk(model, samples.batches(batch), opening, tally)) {
            Observing observing = new Observing(this, walk, tally, decomposer, found);
            for (Plan.Block block : plan.joined(unit -> numbers.applyAsLong(units.get(unit)), bound)) {
                List<Unit> all = block.layers().stream().map(units::get).toList();
                groups(all, numbers).forEach(group -> observing.observe(group, block.to()));
                block.to().ifPresent(to -> walk.moveTo(model.proto(), to));
            }
            observing.requireAny();
        }
    }

    /** Samples of a batch with which no layer takes and makes too many numbers. */
    private static int batch(List<Unit> units, KnownValues known) {
        long largest = units.stream()
                .mapToLong(unit -> numbers(unit, known).orElse(MOST_NUMBERS))
                .max()
                .orElse(1);
        return (int) Math.max(1, Math.min(MOST_SAMPLES, MOST_NUMBERS / Math.max(1, largest)));
    }

    /** Numbers that a layer takes and makes of the smallest batch, if they are known. */
    private static OptionalLong numbers(Unit unit, KnownValues known) {
        long sum = 0;
        for (Site use : unit.uses()) {
            for (String name : List.of(use.input(), use.output())) {
                OptionalLong numbers = known.numbers(name);
                if (numbers.isEmpty()) {
                    return numbers;
                }
                sum += numbers.getAsLong();
            }
        }
        return OptionalLong.of(sum);
    }

    /**
     * What follows as soon as layers have been observed, before the next ones are.
     *
     * @param layers how many
     * @return a stage of so many steps
     */
    public static Stages.Stage factorising(int layers) {
        return new Stages.Stage("factorising " + layers + " layers", layers, "layers");
    }

    /** Layers that follow each other, as many as keep to the bound together. */
    private List<List<Unit>> groups(List<Unit> units, ToLongFunction<Unit> numbers) {
        List<List<Unit>> groups = new ArrayList<>();
        long left = 0;
        for (Unit unit : units) {
            long more = numbers.applyAsLong(unit);
            if (more > left || groups.isEmpty()) {
                groups.add(new ArrayList<>());
                left = bound;
            }
            groups.get(groups.size() - 1).add(unit);
            left -= more;
        }
        return groups;
    }

    private static Set<Kind> kinds(Unit unit, Decomposer decomposer) {
        LinearShape layer = unit.first().shape();
        return decomposer.needs(layer.rows(), layer.blockOutputs());
    }

    /** Numbers of the sums of a layer. */
    private static long numbers(LinearShape layer, Set<Kind> kinds) {
        long inputs = observesInputs(layer, kinds) ? Gram.numbers(layer.rows()) : 0;
        long outputs = kinds.contains(Kind.OUTPUTS) ? Gram.numbers(layer.blockOutputs()) : 0;
        return layer.geometry().blocks() * (inputs + outputs);
    }

    private static boolean observesInputs(LinearShape layer, Set<Kind> kinds) {
        boolean wide = layer.geometry().window().map(Window::size).orElse(1) > 1;
        return kinds.contains(Kind.INPUTS) || wide && layer.rows() <= WIDEST_WINDOW;
    }

    /** Sums of nothing yet for each layer. */
    Map<Unit, LayerSums> sums(List<Unit> units, Decomposer decomposer) {
        Map<LayerSums.Taken, List<InputSums>> shared = new HashMap<>();
        Map<Unit, LayerSums> sums = new LinkedHashMap<>();
        for (Unit unit : units) {
            Set<Kind> kinds = kinds(unit, decomposer);
            LinearShape layer = unit.shape();
            if (kinds.contains(Kind.INPUTS) && layer.rows() > WIDEST_INPUT) {
                throw new OnnxException("the covariance of the " + layer.rows() + " inputs of layer '"
                        + unit.first().name()
                        + "' is too large to observe; choose another decomposer, or exclude the layer");
            }
            boolean drawn = !kinds.contains(Kind.INPUTS) || layer.rows() > layer.blockOutputs();
            List<InputSums> inputs = shared.computeIfAbsent(
                    LayerSums.Taken.of(unit, observesInputs(layer, kinds), drawn), this::inputSums);
            Optional<List<Gram>> outputs = kinds.contains(Kind.OUTPUTS)
                    ? Optional.of(blocks(layer.geometry(), block -> new Gram(backend, layer.blockOutputs())))
                    : Optional.empty();
            sums.put(unit, new LayerSums(inputs, outputs));
        }
        return sums;
    }

    /** What is drawn depends on what is taken alone: layers that take the same draw the same, together or not. */
    private List<InputSums> inputSums(LayerSums.Taken taken) {
        Seed own = seed.split(taken.names().get(0));
        return blocks(
                taken.geometry(),
                block -> new InputSums(backend, taken.width(), taken.covariance(), taken.drawn(), own.split(block)));
    }

    private static <T> List<T> blocks(Geometry geometry, IntFunction<T> sums) {
        return IntStream.range(0, geometry.blocks()).mapToObj(sums).toList();
    }
}
