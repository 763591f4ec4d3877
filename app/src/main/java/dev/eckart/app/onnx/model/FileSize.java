package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;

/** How large a model is as it is written. */
public final class FileSize {
    private FileSize() {}

    /**
     * Bytes of a model's file and of the data beside it; to a few for each tensor, for lengths and the places of data.
     *
     * @param model the model
     * @param data where external data of its tensors lie
     * @return bytes
     */
    public static long of(ModelProto model, ExternalData data) {
        long tensors = model.getGraph().getInitializerList().stream()
                .mapToLong(TensorProto::getSerializedSize)
                .sum();
        long external = TensorWalk.list(model).stream().mapToLong(data::length).sum();
        ModelProto rest = model.toBuilder()
                .setGraph(model.getGraph().toBuilder().clearInitializer())
                .build();
        return rest.getSerializedSize() + tensors + external;
    }
}
