package dev.eckart.app.onnx.shard;

import dev.eckart.app.onnx.factorise.Parcel;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.spi.Seed;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.TaskKind;
import dev.eckart.spi.engine.Workplace;

/** Measures how far the outputs of a model are off that has been made of another one. */
public final class LossTask implements TaskKind {
    private static final String NAME = "model-loss";
    private static final String LOSS = "loss";

    /** Found by ServiceLoader. */
    public LossTask() {}

    @Override
    public String name() {
        return NAME;
    }

    private record Told(ModelDifference changed, OutputChoice choice) {}

    private record Loss(double relative) {}

    static ModelWork.Job job(int number, ModelDifference changed, OutputChoice choice) {
        return new ModelWork.Job(NAME, "loss of choice " + (number + 1), new Seed(0), new Told(changed, choice), 0);
    }

    @Override
    public Payload run(Task task, Workplace workplace) {
        ModelTask own = new ModelTask(task, workplace);
        OnnxModel model = own.model();
        Told told = own.told(Told.class);
        Comparison both = Comparison.of(
                model, told.changed().of(model.proto()), own.samples(), told.choice(), own.threads(), own.stages());
        return Parcel.payload(LOSS, Parcel.of(new Loss(both.relative())));
    }

    /** The relative error of the outputs. */
    static double relative(Payload result) {
        return Parcel.read(result, LOSS, Loss.class).relative();
    }
}
