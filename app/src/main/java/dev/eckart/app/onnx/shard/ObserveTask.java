package dev.eckart.app.onnx.shard;

import dev.eckart.app.onnx.factorise.Parcel;
import dev.eckart.app.onnx.observe.Observed;
import dev.eckart.app.onnx.observe.Observer;
import dev.eckart.app.onnx.observe.PartialSums;
import dev.eckart.app.onnx.observe.Shard;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.registry.Registry;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.TaskKind;
import dev.eckart.spi.engine.Workplace;
import java.util.List;

/** Sums up what some layers take and make of a shard of the samples. */
public final class ObserveTask implements TaskKind {
    private static final String NAME = "observe-shard";
    private static final String SUMS = "sums";

    /** Found by ServiceLoader. */
    public ObserveTask() {}

    @Override
    public String name() {
        return NAME;
    }

    /**
     * What is to be done.
     *
     * @param layers the layers
     * @param decomposer name of what asks for it
     * @param batch samples of a batch at most
     * @param bound numbers that a pass may have
     * @param shard which shard
     */
    private record Told(List<Unit> layers, String decomposer, int batch, long bound, Shard shard) {}

    private record Sums(List<PartialSums> layers) {}

    static ModelWork.Job job(Observer observer, Observed all, List<Unit> layers, Shard shard, long numbers) {
        String title = "observing " + layers.get(0).first().name() + " and " + (layers.size() - 1) + " more, shard "
                + (shard.number() + 1) + "/" + shard.count();
        return new ModelWork.Job(
                NAME,
                title,
                observer.seed(),
                new Told(layers, all.decomposer().name(), all.batch(), observer.bound(), shard),
                numbers);
    }

    @Override
    public Payload run(Task task, Workplace workplace) {
        ModelTask own = new ModelTask(task, workplace);
        Told told = own.told(Told.class);
        Decomposer decomposer =
                Registry.load(Decomposer.class, workplace.plugins()).get(told.decomposer());
        Observed all = new Observed(own.model(), told.layers(), decomposer, told.batch(), List.of(told.shard()));
        Seed seed = task.seed();
        return own.with(backend -> Parcel.payload(
                SUMS,
                Parcel.of(new Sums(new Observer(backend, own.threads(), seed, told.bound(), own.stages())
                        .sums(all, told.layers(), told.shard(), own.samples())))));
    }

    /** What came of it. */
    static List<PartialSums> sums(Payload result) {
        return Parcel.read(result, SUMS, Sums.class).layers();
    }
}
