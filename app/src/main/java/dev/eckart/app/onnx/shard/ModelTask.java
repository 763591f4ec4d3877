package dev.eckart.app.onnx.shard;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.factorise.LayerEngine;
import dev.eckart.app.onnx.factorise.Parcel;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.Workplace;
import java.util.function.Function;

/**
 * What is there of a model where a task of it is carried out. The model and the samples are read by the first task that needs
 * them.
 *
 * @param task the task
 * @param workplace where it is carried out
 */
record ModelTask(Task task, Workplace workplace) {
    OnnxModel model() {
        return workplace.shared(OnnxModel.class, job(), () -> {
            ModelWork.Place place = Parcel.read(task.inputs(), ModelWork.PLACE, ModelWork.Place.class);
            place.files().requireSame(task.title());
            return new OnnxModel(place.file(), parsed(Parcel.bytes(task.inputs(), ModelWork.MODEL)));
        });
    }

    private static ModelProto parsed(byte[] bytes) {
        try {
            return ModelProto.parseFrom(UnsafeByteOperations.unsafeWrap(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    Samples samples() {
        return workplace.shared(
                Samples.class,
                job() + " " + task.parameter(ModelWork.SAMPLES),
                () -> Parcel.read(task.inputs(), ModelWork.SAMPLES, PlainSamples.class)
                        .samples());
    }

    private String job() {
        return task.parameter(ModelWork.JOB);
    }

    /** What the task is told. */
    <T> T told(Class<T> type) {
        return Parcel.read(task.inputs(), ModelWork.WORK, type, ModelWork.tensors(model()));
    }

    /** Multiplies with the workplace's backend, which is nobody else's meanwhile. */
    <T> T with(Function<Backend, T> use) {
        Backend backend = LayerEngine.backend(task, workplace);
        synchronized (backend) {
            return use.apply(backend);
        }
    }

    int threads() {
        return LayerEngine.threads(task);
    }

    /** Tells whoever waits how far the task is. */
    Stages stages() {
        return (stage, done) -> workplace.progress(done + " of " + stage.total() + " " + stage.unit());
    }
}
