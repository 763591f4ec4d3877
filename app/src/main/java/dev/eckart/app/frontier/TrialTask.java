package dev.eckart.app.frontier;

import dev.eckart.app.console.Json;
import dev.eckart.app.experiment.CompressionTarget;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.onnx.network.NetworkFile;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.Network;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.TaskKind;
import dev.eckart.spi.engine.Workplace;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compresses a base in one way to one size, and fine-tunes and measures what comes of it. */
public final class TrialTask implements TaskKind {
    static final String NAME = "frontier-trial";
    static final String OUTCOME = "outcome";

    /**
     * What trials of one base by one decomposer have in common.
     *
     * @param base the base, with what it answers
     * @param factorised all that its layers can be replaced by
     */
    private record Prepared(Experiment.Base base, FactorisedNetwork factorised) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Payload run(Task task, Workplace workplace) {
        TaskEquipment own = TaskEquipment.of(task, workplace);
        Experiment experiment = own.experiment(task.parameter(FrontierTask.DECOMPOSER), workplace);
        Prepared prepared =
                workplace.own(Prepared.class, shared(task), () -> prepared(task, own, experiment, workplace));
        FactorisedNetwork cut = prepared.factorised()
                .allocatedBy(own.plugins().allocators().get(task.parameter(FrontierTask.ALLOCATOR)));
        CompressionTarget target =
                experiment.targets(prepared.base()).get(Integer.parseInt(task.parameter(FrontierTask.TARGET)));
        return Payload.NONE.with(OUTCOME, Json.of(outcome(experiment, prepared.base(), cut, target)));
    }

    /** All that the factors depend on. */
    private static String shared(Task task) {
        Map<String, String> parameters = new TreeMap<>(task.parameters());
        parameters.keySet().removeAll(Set.of(FrontierTask.ALLOCATOR, FrontierTask.TARGET));
        return task.seed() + " " + parameters;
    }

    private static Prepared prepared(Task task, TaskEquipment own, Experiment experiment, Workplace workplace) {
        Experiment.Base base = task.inputs()
                .find(BaseTask.NETWORK)
                .map(bytes -> experiment.base(network(bytes), FrontierTask.report(task.inputs())))
                .orElseGet(() -> own.experiment(workplace).base());
        return new Prepared(base, experiment.factorise(base.network()));
    }

    private static Network network(byte[] bytes) {
        return NetworkFile.of(bytes).network();
    }

    /** What one way cannot do, others may. */
    private static Trial.Outcome outcome(
            Experiment experiment, Experiment.Base base, FactorisedNetwork factorised, CompressionTarget target) {
        try {
            return new Trial.Outcome(
                    Optional.of(experiment.level(base, factorised, target).report()), Optional.empty());
        } catch (EckartException e) {
            return new Trial.Outcome(Optional.empty(), Optional.of(e.getMessage()));
        }
    }
}
