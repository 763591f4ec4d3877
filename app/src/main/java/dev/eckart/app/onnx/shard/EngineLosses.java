package dev.eckart.app.onnx.shard;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.factorise.LayerEngine;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Has the losses of models that are made of one measured by tasks, a task each. */
public final class EngineLosses {
    /** Bytes of models that wait to be sent: 128 MiB. */
    private static final long MOST_BYTES = 1L << 27;

    private final LayerEngine engine;
    private final OnnxModel model;
    private final Stages stages;
    private Optional<ModelWork> work = Optional.empty();

    /**
     * Measures by tasks.
     *
     * @param engine carries out tasks
     * @param model the model that the others are compared with
     * @param stages told how far they are
     */
    public EngineLosses(LayerEngine engine, OnnxModel model, Stages stages) {
        this.engine = engine;
        this.model = model;
        this.stages = stages;
    }

    /**
     * Measures.
     *
     * @param count how many models there are
     * @param made makes one; tensors that it has of the first model are the same objects
     * @param samples what they are run on, the same each time
     * @param choice what of the outputs is looked at
     * @return the relative error of the outputs of each
     */
    public double[] relative(int count, IntFunction<ModelProto> made, Samples samples, OutputChoice choice) {
        ModelWork common = work.orElseGet(() -> new ModelWork(engine, model));
        work = Optional.of(common);
        double[] losses = new double[count];
        List<Task> waiting = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            ModelDifference changed = ModelDifference.of(model.proto(), made.apply(i));
            waiting.add(common.task(LossTask.job(i, changed, choice), "compared", () -> samples));
            bytes += changed.rest().length;
            if (bytes > MOST_BYTES || i == count - 1) {
                int from = i + 1 - waiting.size();
                Stages.Stage stage = new Stages.Stage("comparing the outputs", waiting.size(), "choices");
                List<Payload> results = engine.run(waiting, stage, stages, (task, result) -> {});
                for (int task = 0; task < results.size(); task++) {
                    losses[from + task] = LossTask.relative(results.get(task));
                }
                waiting.clear();
                bytes = 0;
            }
        }
        return losses;
    }
}
