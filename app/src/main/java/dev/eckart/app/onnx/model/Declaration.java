package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.TensorShapeProto;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;

/** What a graph says of a tensor without its elements. */
public final class Declaration {
    private Declaration() {}

    /**
     * Declares a tensor.
     *
     * @param tensor the tensor
     * @return its name, type and sizes
     */
    public static ValueInfoProto of(TensorProto tensor) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        tensor.getDimsList()
                .forEach(dim ->
                        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dim)));
        return ValueInfoProto.newBuilder()
                .setName(tensor.getName())
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(tensor.getDataType())
                                .setShape(shape)))
                .build();
    }
}
