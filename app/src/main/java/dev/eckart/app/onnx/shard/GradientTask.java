package dev.eckart.app.onnx.shard;

import dev.eckart.app.onnx.factorise.Parcel;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.observe.Differentiated;
import dev.eckart.app.onnx.observe.GradientObserver;
import dev.eckart.app.onnx.observe.GradientPass;
import dev.eckart.app.onnx.observe.Shard;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.TaskKind;
import dev.eckart.spi.engine.Workplace;
import java.util.List;

/** Sums up how much a model's outputs mind what some layers make of a shard of the samples. */
public final class GradientTask implements TaskKind {
    private static final String NAME = "gradient-shard";
    private static final String SUMS = "sums";

    /** Found by ServiceLoader. */
    public GradientTask() {}

    @Override
    public String name() {
        return NAME;
    }

    /**
     * What is to be done.
     *
     * @param judged the model that is differentiated
     * @param layers the layers
     * @param terms what is differentiated of it
     * @param bound numbers that a pass may have
     * @param shard which shard
     */
    private record Told(
            ModelDifference judged, List<Unit> layers, Differentiated.Terms terms, long bound, Shard shard) {}

    static ModelWork.Job job(
            GradientObserver observer,
            ModelDifference judged,
            List<Unit> layers,
            Differentiated all,
            Shard shard,
            long numbers) {
        String title = "gradients of " + layers.get(0).first().name() + " and " + (layers.size() - 1) + " more, shard "
                + (shard.number() + 1) + "/" + shard.count();
        return new ModelWork.Job(
                NAME, title, observer.seed(), new Told(judged, layers, all.terms(), observer.bound(), shard), numbers);
    }

    @Override
    public Payload run(Task task, Workplace workplace) {
        ModelTask own = new ModelTask(task, workplace);
        Told told = own.told(Told.class);
        OnnxModel judged =
                new OnnxModel(own.model().file(), told.judged().of(own.model().proto()));
        return own.with(backend -> Parcel.payload(
                SUMS,
                Parcel.of(new GradientObserver(
                                backend, own.threads(), task.seed(), told.bound(), MatrixStore.MEMORY, own.stages())
                        .sums(judged, told.layers(), told.terms(), told.shard(), own.samples()))));
    }

    /** What came of it. */
    static GradientPass.Partial sums(Payload result) {
        return Parcel.read(result, SUMS, GradientPass.Partial.class);
    }
}
