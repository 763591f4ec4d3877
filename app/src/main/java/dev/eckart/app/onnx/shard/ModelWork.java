package dev.eckart.app.onnx.shard;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.factorise.DataFiles;
import dev.eckart.app.onnx.factorise.LayerEngine;
import dev.eckart.app.onnx.factorise.Parcel;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.spi.Seed;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes the tasks of a model. What they have in common, the model and shards of its samples, are the same arrays in all of them,
 * which an engine hands to each process once.
 */
final class ModelWork {
    static final String JOB = "job";
    static final String SAMPLES = "samples";
    static final String MODEL = "model";
    static final String PLACE = "place";
    static final String WORK = "work";

    /** How often what comes of a task is there while it is carried out: as sums, and as bytes that grow. */
    private static final int COPIES = 4;

    private final LayerEngine engine;
    private final OnnxModel model;
    private final Place place;
    private final Payload common;
    private final Map<String, Payload> shards = new HashMap<>();
    private final String job = UUID.randomUUID().toString();

    /**
     * Where a model's data lie.
     *
     * @param file the model's file, which need not be seen
     * @param files the data beside it, which must
     */
    record Place(Path file, DataFiles files) {}

    ModelWork(LayerEngine engine, OnnxModel model) {
        this.engine = engine;
        this.model = model;
        this.place = new Place(model.file(), DataFiles.of(model.dataFiles().stream()));
        this.common = Parcel.payload(PLACE, Parcel.of(place))
                .with(Parcel.payload(MODEL, model.proto().toByteArray()).parts());
    }

    /**
     * What a task does on some samples.
     *
     * @param kind the kind of task
     * @param title what a person calls it
     * @param seed where its randomness starts
     * @param record what it is told, of plain values; weights that it has in common with the model are not sent again
     * @param numbers numbers of what comes of it, in float64
     */
    record Job(String kind, String title, Seed seed, Record record, long numbers) {}

    /**
     * A task.
     *
     * @param key what its samples are called
     * @param samples makes them, once
     */
    Task task(Job wanted, String key, Supplier<Samples> samples) {
        Payload shard =
                shards.computeIfAbsent(key, same -> Parcel.payload(SAMPLES, Parcel.of(PlainSamples.of(samples.get()))));
        byte[] work = Parcel.of(wanted.record(), tensors(model));
        Map<String, String> parameters = new TreeMap<>(engine.parameters());
        parameters.put(JOB, job);
        parameters.put(SAMPLES, key);
        // What tasks have in common is there once, however many there are.
        return new Task(
                wanted.kind(),
                wanted.title(),
                wanted.seed(),
                parameters,
                common.with(shard.parts()).with(Parcel.payload(WORK, work).parts()),
                place.files().paths(),
                COPIES * (work.length + wanted.numbers() * Double.BYTES));
    }

    /** What makes another model of this one. */
    ModelDifference difference(OnnxModel other) {
        return ModelDifference.of(model.proto(), other.proto());
    }

    /** The tensors of a model, in its file or not. */
    static List<TensorProto> tensors(OnnxModel model) {
        return model.proto().getGraph().getInitializerList();
    }
}
