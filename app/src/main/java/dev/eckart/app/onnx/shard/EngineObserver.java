package dev.eckart.app.onnx.shard;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.factorise.LayerEngine;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.observe.Differentiated;
import dev.eckart.app.onnx.observe.GradientObserver;
import dev.eckart.app.onnx.observe.GradientPass;
import dev.eckart.app.onnx.observe.MergedSums;
import dev.eckart.app.onnx.observe.Observation;
import dev.eckart.app.onnx.observe.Observed;
import dev.eckart.app.onnx.observe.Observer;
import dev.eckart.app.onnx.observe.Sensitivity;
import dev.eckart.app.onnx.observe.Shard;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/** Has the layers of a model observed by tasks, each some layers on a shard of the samples, to the bits that they have here. */
public final class EngineObserver {
    /**
     * Numbers of the sums that a task comes to, unless a layer alone has more: 64 MiB in float64. Of fewer the model would be
     * run more often as far as the layers.
     */
    private static final long MOST_SUMS = 1 << 23;

    /** The share of the heap that sums may take that wait to be added. */
    private static final int SHARE = 2;

    private final LayerEngine engine;
    private final ModelWork work;
    private final Stages stages;

    /**
     * An observer.
     *
     * @param engine carries out tasks
     * @param model the model
     * @param stages told how far they are
     */
    public EngineObserver(LayerEngine engine, OnnxModel model, Stages stages) {
        this.engine = engine;
        this.work = new ModelWork(engine, model);
        this.stages = stages;
    }

    /** Is told what comes of tasks, one after the other. */
    private interface Adding {
        void add(int task, Payload result);
    }

    /** Numbers of the moments of what layers make. */
    private static long moments(List<Unit> layers) {
        return layers.stream()
                .mapToLong(unit -> unit.shape().geometry().blocks()
                        * (long) unit.shape().blockOutputs()
                        * unit.shape().blockOutputs())
                .sum();
    }

    private static long most(List<List<Unit>> groups, ToLongFunction<List<Unit>> numbers) {
        return Math.max(1, groups.stream().mapToLong(numbers).max().orElse(1));
    }

    /** Carries out tasks, as many at a time as what comes of them has room. */
    private void run(List<Task> tasks, String title, long numbers, Adding adding) {
        int most = (int) Math.max(
                1, Math.min(tasks.size(), Runtime.getRuntime().maxMemory() / SHARE / (numbers * Double.BYTES)));
        for (int from = 0; from < tasks.size(); from += most) {
            List<Task> some = tasks.subList(from, Math.min(tasks.size(), from + most));
            Stages.Stage stage = new Stages.Stage(title, some.size(), "tasks");
            List<Payload> results = engine.run(some, stage, stages, (task, result) -> {});
            for (int i = 0; i < results.size(); i++) {
                adding.add(from + i, results.get(i));
            }
        }
    }

    /**
     * Observes all but gradients.
     *
     * @param observer who would do it here
     * @param all what is observed
     * @param samples what the model is run on
     * @param found told what was observed of each layer, in the order in which a run meets them
     * @throws OnnxException if no layer can be observed
     */
    public void observe(Observer observer, Observed all, Samples samples, BiConsumer<Unit, Observation> found) {
        List<List<Unit>> waves = observer.waves(all, samples, MOST_SUMS);
        List<Shard> shards = all.shards();
        List<Task> tasks = new ArrayList<>();
        for (List<Unit> wave : waves) {
            for (Shard shard : shards) {
                tasks.add(work.task(
                        ObserveTask.job(observer, all, wave, shard, observer.numbers(all, wave)),
                        "observed " + shard.number(),
                        () -> shard.of(samples)));
            }
        }
        List<MergedSums> sums = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        run(
                tasks,
                "observing " + Stages.layers(all.units().size()),
                most(waves, wave -> observer.numbers(all, wave)),
                (task, result) -> {
                    List<Unit> wave = waves.get(task / shards.size());
                    if (task % shards.size() == 0) {
                        sums.add(observer.none(all, wave));
                    }
                    MergedSums own = sums.get(0);
                    own.add(ObserveTask.sums(result));
                    if ((task + 1) % shards.size() == 0) {
                        refusals.addAll(own.refusals());
                        sums.clear();
                        wave.forEach(unit -> found.accept(unit, own.take(unit)));
                    }
                });
        if (refusals.size() == all.units().size()) {
            throw new OnnxException(refusals.get(0));
        }
    }

    /**
     * Observes gradients.
     *
     * @param observer who would do it here
     * @param judged the model as it is judged
     * @param all what is differentiated of it
     * @return what was found of each layer
     * @throws OnnxException if no gradient reaches any
     */
    public Map<Unit, Sensitivity> gradients(GradientObserver observer, OnnxModel judged, Differentiated all) {
        ModelDifference difference = work.difference(judged);
        List<Shard> shards = all.shards();
        List<Task> tasks = new ArrayList<>();
        for (List<Unit> group : all.groups()) {
            for (Shard shard : shards) {
                tasks.add(work.task(
                        GradientTask.job(observer, difference, group, all, shard, moments(group)),
                        "gradients " + shard.number(),
                        () -> shard.of(all.samples())));
            }
        }
        Map<Unit, Sensitivity> found = all.unknown();
        List<GradientPass> passes = new ArrayList<>();
        run(
                tasks,
                "gradients of " + Stages.layers(all.units().size()),
                most(all.groups(), EngineObserver::moments),
                (task, result) -> {
                    if (task % shards.size() == 0) {
                        passes.add(observer.none(all.groups().get(task / shards.size()), shards.get(0)));
                    }
                    GradientPass pass = passes.get(0);
                    pass.add(GradientTask.sums(result));
                    if ((task + 1) % shards.size() == 0) {
                        found.putAll(pass.found(observer.store()));
                        passes.clear();
                    }
                });
        GradientObserver.requireAny(found);
        return found;
    }
}
