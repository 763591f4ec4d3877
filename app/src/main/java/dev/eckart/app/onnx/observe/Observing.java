package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.Cut;
import dev.eckart.app.onnx.walk.Leg;
import dev.eckart.app.onnx.walk.Tally;
import dev.eckart.app.onnx.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Observes layers on a walk through their model. */
final class Observing {
    private final WantedSums wanted;
    private final Walk walk;
    private final List<Shard> shards;
    private final Tally tally;
    private final Told told;
    private final List<OnnxException> refusals = new ArrayList<>();
    private boolean any;

    /**
     * Nothing is observed yet.
     *
     * @param wanted what is summed
     * @param walk the batches of one shard behind those of another
     * @param shards a shard for each batch
     * @param tally told what runs cost
     * @param told told of layers
     */
    Observing(WantedSums wanted, Walk walk, List<Shard> shards, Tally tally, Told told) {
        this.wanted = wanted;
        this.walk = walk;
        this.shards = shards;
        this.tally = tally;
        this.told = told;
    }

    /** Is told of layers that have been observed together. */
    interface Told {
        /**
         * Layers have been observed.
         *
         * @param layers the layers, in order
         * @param sums what was summed of them
         */
        void seen(List<Unit> layers, MergedSums sums);
    }

    /**
     * Observes layers together, and where that fails halves of them, down to those that fail by themselves: there are values
     * that ONNX Runtime does not hand out, of a type that it has no name for, and values that it hands out one by one but
     * not together.
     *
     * @param to where the samples are taken on the way, if they are
     */
    void observe(List<Unit> group, Optional<Cut> to) {
        MergedSums sums = new MergedSums(wanted.of(group, shards.get(0)));
        Optional<OnnxException> failed = run(group, sums, to);
        if (failed.isPresent() && group.size() > 1) {
            observe(group.subList(0, group.size() / 2), to);
            observe(group.subList(group.size() / 2, group.size()), to);
            return;
        }
        failed.ifPresent(refusals::add);
        any = any || failed.isEmpty();
        failed.ifPresent(refusal -> sums.add(List.of(PartialSums.refused(refusal.getMessage()))));
        told.seen(group, sums);
    }

    /** Runs the samples past the layers; tells why that cannot be done, which shows in the first batch. */
    private Optional<OnnxException> run(List<Unit> group, MergedSums sums, Optional<Cut> to) {
        AtomicInteger seen = new AtomicInteger();
        Pass first = sums.pass(shards.get(0));
        try (Leg leg = walk.leg(walk.original().proto(), first.values(), to)) {
            tally.begin("observing " + Stages.layers(group.size()), leg.cost() * walk.samples());
            for (int from = 0; from < shards.size(); ) {
                Shard shard = shards.get(from);
                int end = shards.lastIndexOf(shard) + 1;
                Pass pass = from == 0 ? first : Pass.of(shard, wanted.of(group, shard));
                leg.run(from, end, (batch, made) -> {
                    pass.add(walk.batches().get(batch), made);
                    seen.incrementAndGet();
                });
                if (from > 0) {
                    sums.add(pass.partial());
                }
                from = end;
            }
            tally.end();
            return Optional.empty();
        } catch (OnnxException e) {
            if (seen.get() > 0) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /** A model of which no layer can be observed cannot be run at all. */
    void requireAny() {
        if (!any && !refusals.isEmpty()) {
            throw refusals.get(0);
        }
    }
}
