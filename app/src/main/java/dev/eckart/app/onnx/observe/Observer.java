package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.Abreast;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.KnownValues;
import dev.eckart.app.onnx.walk.Plan;
import dev.eckart.app.onnx.walk.Tally;
import dev.eckart.app.onnx.walk.Walk;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Decomposer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** An observer of the usual bound. */
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
        observe(Observed.of(model, units, decomposer, samples), samples, found);
    }

    /**
     * The same of what has been looked at already.
     *
     * @param all what is observed
     * @param samples what the model is run on
     * @param found told what was observed of each layer
     * @throws OnnxException as above
     */
    public void observe(Observed all, Samples samples, BiConsumer<Unit, Observation> found) {
        Map<Shard, Samples> shards = new LinkedHashMap<>();
        all.shards().forEach(shard -> shards.put(shard, shard.of(samples)));
        walk(all, shards, (layers, sums) -> {
                    Stages.Stage stage = factorising(layers.size());
                    for (int i = 0; i < layers.size(); i++) {
                        stages.reached(stage, i);
                        found.accept(layers.get(i), sums.take(layers.get(i)));
                    }
                    stages.reached(stage, stage.total());
                })
                .requireAny();
    }

    /**
     * The layers in the order in which a run meets them, as many together as it is worthwhile to tell the sums of at a time.
     *
     * @param all what is observed
     * @param samples the samples
     * @param most numbers that the sums of layers together may have; a layer that has more is alone
     * @return all layers
     */
    public List<List<Unit>> waves(Observed all, Samples samples, long most) {
        List<Unit> order = route(all, samples).plan().blocks().stream()
                .flatMap(block -> block.layers().stream())
                .map(all.units()::get)
                .toList();
        return groups(order, wanted(all)::numbers, most);
    }

    /**
     * How much the sums of layers are.
     *
     * @param all what is observed
     * @param some layers
     * @return numbers in float64
     */
    public long numbers(Observed all, List<Unit> some) {
        return some.stream().mapToLong(wanted(all)::numbers).sum();
    }

    /**
     * Sums up some layers on one shard.
     *
     * @param all what is observed
     * @param some layers
     * @param shard which shard
     * @param samples its samples
     * @return what is to be added to the sums of each of those layers, in their order
     * @throws OnnxException if the model cannot be run
     */
    public List<PartialSums> sums(Observed all, List<Unit> some, Shard shard, Samples samples) {
        Map<Unit, PartialSums> found = new HashMap<>();
        walk(all.of(some), Map.of(shard, samples), (layers, sums) -> {
            List<PartialSums> partial = sums.partial();
            for (int i = 0; i < layers.size(); i++) {
                found.put(layers.get(i), partial.get(i));
            }
        });
        return some.stream().map(found::get).toList();
    }

    /**
     * Sums of nothing yet, for sums of shards to be added to.
     *
     * @param all what is observed
     * @param some layers
     * @return their sums
     */
    public MergedSums none(Observed all, List<Unit> some) {
        return new MergedSums(wanted(all).of(some, all.shards().get(0)));
    }

    private WantedSums wanted(Observed all) {
        return new WantedSums(backend, seed, all.decomposer());
    }

    /**
     * The way past the layers.
     *
     * @param plan where it is cut
     * @param numbers how much memory a layer takes
     */
    private record Route(Plan plan, ToLongFunction<Unit> numbers) {}

    private Route route(Observed all, Samples samples) {
        KnownValues known = KnownValues.of(all.model(), samples);
        WantedSums wanted = wanted(all);
        List<Unit> units = all.units();
        ToLongFunction<Unit> numbers = unit -> all.batched(unit, known) + wanted.numbers(unit);
        Plan.Layers layers = new Plan.Layers(
                units.stream().map(Unit::uses).toList(), unit -> numbers.applyAsLong(units.get(unit)), bound);
        return new Route(Plan.of(all.model(), known, layers), numbers);
    }

    private Observing walk(Observed all, Map<Shard, Samples> shards, Observing.Told told) {
        OnnxModel model = all.model();
        Abreast abreast = Abreast.of(threads);
        Walk.Opening opening = (part, from, values) ->
                Taps.unfused(part, model.externalData(), from.values(), values, abreast.threads());
        Tally tally = new Tally(stages);
        List<SampleBatch> batches = new ArrayList<>();
        List<Shard> owners = new ArrayList<>();
        shards.forEach((shard, samples) -> samples.batches(all.batch()).forEach(batch -> {
            batches.add(batch);
            owners.add(shard);
        }));
        Route route = route(all, batches.get(0).samples());
        try (Walk walk = new Walk(model, batches, opening, abreast, tally)) {
            Observing observing = new Observing(wanted(all), walk, owners, tally, told);
            for (Plan.Block block : route.plan()
                    .joined(unit -> route.numbers().applyAsLong(all.units().get(unit)), bound)) {
                List<Unit> layers =
                        block.layers().stream().map(all.units()::get).toList();
                groups(layers, route.numbers(), bound).forEach(group -> observing.observe(group, block.to()));
                block.to().ifPresent(to -> walk.moveTo(model.proto(), to));
            }
            return observing;
        }
    }

    /**
     * What follows as soon as layers have been observed, before the next ones are.
     *
     * @param layers how many
     * @return a stage of so many steps
     */
    public static Stages.Stage factorising(int layers) {
        return new Stages.Stage("factorising " + Stages.layers(layers), layers, "layers");
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
