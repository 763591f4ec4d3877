package dev.eckart.app.onnx.measure;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.OperatorSetIdProto;
import dev.eckart.app.onnx.proto.TensorShapeProto;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.ExternalData;
import java.nio.file.Path;
import java.util.List;

/** Builds models that hand on what they are given, so that a test says what comes out. */
final class Echo {
    /** A tensor of float32 of any shape. */
    static final TypeProto FLOATS = TypeProto.newBuilder()
            .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.code()))
            .build();

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("echo");

    /** An input that comes out again under another name, of this type and these sizes; -1 for an open one. */
    Echo value(String input, String output, DataType type, long... dims) {
        graph.addInput(tensor(input, type, dims));
        graph.addOutput(tensor(output, type, dims));
        return node("", "Identity", List.of(input), List.of(output));
    }

    /** An input that goes nowhere. */
    Echo input(String name, DataType type, long... dims) {
        graph.addInput(tensor(name, type, dims));
        return this;
    }

    /** An output that a node makes. */
    Echo output(String name, DataType type, long... dims) {
        graph.addOutput(tensor(name, type, dims));
        return this;
    }

    /** An output of any type. */
    Echo output(String name, TypeProto type) {
        graph.addOutput(ValueInfoProto.newBuilder().setName(name).setType(type));
        return this;
    }

    Echo node(String domain, String operator, List<String> inputs, List<String> outputs) {
        return node(NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(operator)
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .build());
    }

    Echo node(NodeProto node) {
        graph.addNode(node);
        return this;
    }

    ModelProto build() {
        return ModelProto.newBuilder()
                .setIrVersion(9)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(20))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(3))
                .setGraph(graph)
                .build();
    }

    OnnxSession open() {
        return OnnxSession.open(build(), new ExternalData(Path.of(".")), 1);
    }

    /** A sequence; the project's own messages have tensors only, so that other types are written field by field. */
    static TypeProto sequence(TypeProto elements) {
        return type(4, UnknownFieldSet.newBuilder().addField(1, bytes(elements.toByteString())));
    }

    /** A map from keys of a type. */
    static TypeProto map(int keys, TypeProto values) {
        UnknownFieldSet.Field key =
                UnknownFieldSet.Field.newBuilder().addVarint(keys).build();
        return type(5, UnknownFieldSet.newBuilder().addField(1, key).addField(2, bytes(values.toByteString())));
    }

    private static TypeProto type(int field, UnknownFieldSet.Builder content) {
        UnknownFieldSet fields = UnknownFieldSet.newBuilder()
                .addField(field, bytes(content.build().toByteString()))
                .build();
        return TypeProto.newBuilder().setUnknownFields(fields).build();
    }

    private static UnknownFieldSet.Field bytes(ByteString content) {
        return UnknownFieldSet.Field.newBuilder().addLengthDelimited(content).build();
    }

    private static ValueInfoProto tensor(String name, DataType type, long... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dim : dims) {
            TensorShapeProto.Dimension.Builder size = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(dim < 0 ? size.setDimParam("N") : size.setDimValue(dim));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.code())
                                .setShape(shape)))
                .build();
    }
}
