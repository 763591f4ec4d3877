package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.Abreast;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.KnownValues;
import dev.eckart.app.onnx.walk.Plan;
import dev.eckart.app.onnx.walk.Tally;
import dev.eckart.app.onnx.walk.Walk;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Decomposer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

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
    /** Numbers of a pass: 16 MiB in float64, as much as a backend may keep beside the heap where that is of usual size. */
    static final long USUAL_BOUND = 1 << 21;

    /** Numbers that a layer may take and make in a batch, 4 MiB in float64: what is larger does not die young in the heap. */
    private static final long MOST_NUMBERS = 1 << 19;

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
     * Observes all but gradients, which a {@link GradientObserver} sees. How the layers are spread over passes changes neither
     * the batches nor what is drawn for a layer.
     *
     * @param model the model
     * @param units its layers; what those see that have one tensor counts together
     * @param samples what to run it on
     * @param decomposer what asks for it
     * @param found told what was observed of each layer as soon as it has been, in the order in which a run meets
     *     them; nothing is kept afterwards
     * @throws OnnxException if the model cannot be run, or something is asked for that cannot be observed
     */
    public void observe(
            OnnxModel model,
            List<Unit> units,
            Samples samples,
            Decomposer decomposer,
            BiConsumer<Unit, Observation> found) {
        WantedSums wanted = new WantedSums(backend, seed, decomposer);
        KnownValues known = KnownValues.of(model, samples);
        int batch = batch(units, known);
        ToLongFunction<Unit> numbers = unit -> numbers(unit, known).orElse(0) * batch + wanted.numbers(unit);
        List<List<Site>> uses = units.stream().map(Unit::uses).toList();
        Plan plan = Plan.of(model, known, new Plan.Layers(uses, unit -> numbers.applyAsLong(units.get(unit)), bound));
        Abreast abreast = Abreast.of(threads);
        Walk.Opening opening = (part, from, values) ->
                Taps.unfused(part, model.externalData(), from.values(), values, abreast.threads());
        Tally tally = new Tally(stages);
        try (Walk walk = new Walk(model, samples.batches(batch), opening, abreast, tally)) {
            Observing observing = new Observing(wanted, walk, tally, stages, found);
            for (Plan.Block block : plan.joined(unit -> numbers.applyAsLong(units.get(unit)), bound)) {
                List<Unit> all = block.layers().stream().map(units::get).toList();
                groups(all, numbers, bound).forEach(group -> observing.observe(group, block.to()));
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
    static List<List<Unit>> groups(List<Unit> units, ToLongFunction<Unit> numbers, long bound) {
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
}
