package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.gradient.Widening;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.MatrixStore;
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
    /**
     * Numbers that a pass may hold: 288 MiB in float64. Each pass runs the model anew, so it is more than twice what an
     * observation of inputs may hold, with which 37 layers of widths 384 and 1536 and two tables are observed in one.
     */
    private static final long BOUND = 36 << 20;

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
        return observe(differentiated(model, units, samples, notes));
    }

    /**
     * The same of what has been looked at already.
     *
     * @param all what is differentiated
     * @return what was found of each layer
     * @throws OnnxException if no gradient reaches any, or the model cannot be run
     */
    public Map<Unit, Sensitivity> observe(Differentiated all) {
        Map<Unit, Sensitivity> found = all.unknown();
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
        return Differentiated.of(new Differentiated.Wanted(model, units, samples), threads, bound, notes);
    }

    private void run(GradientPass pass, OnnxModel wide, Differentiated.Terms terms, Shard shard, Samples samples) {
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
    public GradientPass.Partial sums(
            OnnxModel model, List<Unit> group, Differentiated.Terms terms, Shard shard, Samples samples) {
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
}
