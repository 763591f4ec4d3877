package dev.eckart.app.frontier;

import dev.eckart.app.console.Json;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.onnx.network.NetworkFile;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.TaskKind;
import dev.eckart.spi.engine.Workplace;
import java.util.Map;

/** Trains the network of a seed that is to be compressed. */
public final class BaseTask implements TaskKind {
    static final String NAME = "frontier-base";
    static final String NETWORK = "network";
    static final String REPORT = "report";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Payload run(Task task, Workplace workplace) {
        Experiment.Base base =
                TaskEquipment.of(task, workplace).experiment(workplace).base();
        Payload result = Payload.NONE.with(REPORT, Json.of(base.report()));
        try {
            return result.with(NETWORK, new NetworkFile(base.network(), Map.of()).bytes());
        } catch (OnnxException e) {
            // Layers of a plug-in have no form in ONNX: who needs the network trains it again, to the same bits.
            return result;
        }
    }
}
