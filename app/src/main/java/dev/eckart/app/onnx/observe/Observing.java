package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.Cut;
import dev.eckart.app.onnx.walk.Leg;
import dev.eckart.app.onnx.walk.Tally;
import dev.eckart.app.onnx.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Observes layers on a walk through their model. */
final class Observing {
    private final WantedSums wanted;
    private final Walk walk;
    private final Tally tally;
    private final Stages stages;
    private final BiConsumer<Unit, Observation> found;
    private final List<OnnxException> refusals = new ArrayList<>();
    private boolean any;

    Observing(WantedSums wanted, Walk walk, Tally tally, Stages stages, BiConsumer<Unit, Observation> found) {
        this.wanted = wanted;
        this.walk = walk;
        this.tally = tally;
        this.stages = stages;
        this.found = found;
    }

    /**
     * Observes layers together, and where that fails halves of them, down to those that fail by themselves: there are values
     * that ONNX Runtime does not hand out, of a type that it has no name for, and values that it hands out one by one but
     * not together.
     *
     * @param to where the samples are taken on the way, if they are
     */
    void observe(List<Unit> group, Optional<Cut> to) {
        Pass pass = Pass.of(wanted.of(group));
        Optional<OnnxException> failed = run(pass, to);
        if (failed.isPresent() && group.size() > 1) {
            observe(group.subList(0, group.size() / 2), to);
            observe(group.subList(group.size() / 2, group.size()), to);
            return;
        }
        failed.ifPresent(refusals::add);
        any = any || failed.isEmpty();
        Stages.Stage stage = Observer.factorising(group.size());
        for (int i = 0; i < group.size(); i++) {
            stages.reached(stage, i);
            LayerSums sums = pass.sums().remove(group.get(i));
            found.accept(
                    group.get(i),
                    failed.map(refusal -> Observation.nothing(refusal.getMessage()))
                            .orElseGet(() -> Observation.of(sums)));
        }
        stages.reached(stage, stage.total());
    }

    /** Runs the samples past the layers; tells why that cannot be done, which shows in the first batch. */
    private Optional<OnnxException> run(Pass pass, Optional<Cut> to) {
        AtomicInteger seen = new AtomicInteger();
        try (Leg leg = walk.leg(walk.original().proto(), pass.values(), to)) {
            tally.begin("observing " + pass.sums().size() + " layers", leg.cost() * walk.samples());
            leg.run(0, walk.batches().size(), (batch, made) -> {
                pass.add(walk.batches().get(batch), made);
                seen.incrementAndGet();
            });
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
