package dev.eckart.app.onnx.model;

import com.google.protobuf.CodedOutputStream;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.TensorWalk;

/** How large a model is as it is written. */
public final class FileSize {
    private FileSize() {}

    /**
     * Bytes of a model's file and of the data beside it.
     *
     * @param model the model
     * @param data where external data of its tensors lie
     * @return bytes, those of gaps between external data left out
     */
    public static long of(ModelProto model, ExternalData data) {
        long tensors = model.getGraph().getInitializerList().stream()
                .mapToLong(tensor -> CodedOutputStream.computeMessageSize(GraphProto.INITIALIZER_FIELD_NUMBER, tensor))
                .sum();
        GraphProto.Builder bare = model.getGraph().toBuilder().clearInitializer();
        long graph = bare.build().getSerializedSize();
        long around = model.toBuilder().setGraph(bare).build().getSerializedSize();
        long lengths = CodedOutputStream.computeUInt64SizeNoTag(graph + tensors)
                - CodedOutputStream.computeUInt64SizeNoTag(graph);
        long external = TensorWalk.list(model).stream().mapToLong(data::length).sum();
        return around + lengths + tensors + external;
    }
}
