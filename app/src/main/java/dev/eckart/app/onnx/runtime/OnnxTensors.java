package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.OperatorSetIdProto;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** To ONNX Runtime's tensors and back. */
final class OnnxTensors {
    /** {@code AttributeProto.AttributeType.INT}. */
    private static final int INTEGER = 2;

    private OnnxTensors() {}

    static OnnxTensor of(OrtEnvironment environment, Values values, Port input) throws OrtException {
        if (input.type().isEmpty()) {
            return OnnxTensor.createTensor(environment, values.asTexts(), values.dims());
        }
        DataType type = input.type().get();
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(Math.max(1, bytes(values, type))).order(ByteOrder.nativeOrder());
        for (double number : values.numbers()) {
            type.put(bytes, number);
        }
        bytes.flip();
        Optional<OnnxJavaType> direct = javaType(type);
        if (direct.isPresent()) {
            return OnnxTensor.createTensor(environment, bytes, values.dims(), direct.get());
        }
        return cast(environment, values, type);
    }

    static OnnxTensor of(OrtEnvironment environment, RawValue value) throws OrtException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.max(1, value.bytes().remaining()))
                .order(ByteOrder.nativeOrder())
                .put(value.bytes().duplicate())
                .flip();
        return OnnxTensor.createTensor(
                environment, bytes, value.dims(), javaType(value.type()).orElseThrow());
    }

    /** A tensor of numbers as it is. */
    static RawValue raw(String name, OnnxValue value) throws OrtException {
        if (!(value instanceof OnnxTensor tensor)) {
            throw new OnnxException("output '" + name + "' is no tensor");
        }
        DataType type = Ports.type(tensor.getInfo())
                .orElseThrow(() -> new OnnxException("output '" + name + "' has elements that are not numbers"));
        return new RawValue(type, tensor.getInfo().getShape(), tensor.getByteBuffer());
    }

    static Values values(String name, OnnxValue value) throws OrtException {
        return raw(name, value).numbers();
    }

    private static int bytes(Values values, DataType type) {
        long bytes = (long) values.numbers().length * type.bytes();
        if (bytes > Integer.MAX_VALUE) {
            throw new OnnxException("an input of " + Arrays.toString(values.dims()) + " takes " + bytes
                    + " bytes, more than the 2 GiB that can be given to a model at once; give it smaller samples");
        }
        return (int) bytes;
    }

    /** The type as the library's interface for Java has it, if it can make tensors of it. */
    private static Optional<OnnxJavaType> javaType(DataType type) {
        return RawValue.isGiven(type) ? Optional.of(OnnxJavaType.valueOf(type.name())) : Optional.empty();
    }

    /** Other tensors can be made by a model only: one that casts. */
    private static OnnxTensor cast(OrtEnvironment environment, Values values, DataType type) throws OrtException {
        ByteBuffer longs = ByteBuffer.allocateDirect(
                        Math.max(1, Math.multiplyExact(values.numbers().length, Long.BYTES)))
                .order(ByteOrder.nativeOrder());
        for (double number : values.numbers()) {
            longs.putLong((long) number);
        }
        longs.flip();
        try (OrtSession session = environment.createSession(caster(type).toByteArray());
                OnnxTensor given = OnnxTensor.createTensor(environment, longs, values.dims(), OnnxJavaType.INT64)) {
            // What comes out is closed by whoever asked for it.
            return (OnnxTensor) session.run(Map.of("x", given)).get(0);
        }
    }

    private static ModelProto caster(DataType type) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(GraphProto.newBuilder()
                        .setName("cast")
                        .addInput(tensor("x", DataType.INT64))
                        .addOutput(tensor("y", type))
                        .addNode(NodeProto.newBuilder()
                                .setOpType("Cast")
                                .addInput("x")
                                .addOutput("y")
                                .addAttribute(AttributeProto.newBuilder()
                                        .setName("to")
                                        .setType(INTEGER)
                                        .setI(type.code()))))
                .build();
    }

    private static ValueInfoProto tensor(String name, DataType type) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type.code())))
                .build();
    }
}
