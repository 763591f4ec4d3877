package dev.eckart.app.onnx;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.OperatorSetIdProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.TensorShapeProto;
import dev.eckart.app.onnx.proto.TensorShapeProto.Dimension;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.spi.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Puts models together node by node, with weights drawn from a seed. */
public final class ModelBuilder {
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("main_graph");
    private final SplittableRandom random;

    /** A model without nodes yet. */
    public ModelBuilder(long seed) {
        this.random = new Seed(seed).random();
    }

    /** An input or output of float32; a size is a number or a name. */
    private static ValueInfoProto value(String name, Object... sizes) {
        return value(name, DataType.FLOAT, sizes);
    }

    private static ValueInfoProto value(String name, DataType type, Object... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object size : sizes) {
            shape.addDim(
                    size instanceof String symbol
                            ? Dimension.newBuilder().setDimParam(symbol)
                            : Dimension.newBuilder().setDimValue(((Number) size).longValue()));
        }
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(type.code())
                .setShape(shape)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** Declares an input. */
    public ModelBuilder input(String name, Object... sizes) {
        graph.addInput(value(name, sizes));
        return this;
    }

    /** Declares an input of any type. */
    public ModelBuilder input(String name, DataType type, Object... sizes) {
        graph.addInput(value(name, type, sizes));
        return this;
    }

    /** Declares an output. */
    public ModelBuilder output(String name, Object... sizes) {
        graph.addOutput(value(name, sizes));
        return this;
    }

    /** Declares a value between. */
    public ModelBuilder valueInfo(String name, Object... sizes) {
        graph.addValueInfo(value(name, sizes));
        return this;
    }

    /** Adds an initialiser of normally distributed weights, with the variance that keeps a signal's size. */
    public ModelBuilder weights(String name, long... dims) {
        long fan =
                dims.length < 2 ? dims[0] : Arrays.stream(dims, 1, dims.length).reduce(1, (a, b) -> a * b);
        return weights(name, DataType.FLOAT, 1 / Math.sqrt(fan), dims);
    }

    /** Adds an initialiser of normally distributed weights. */
    public ModelBuilder weights(String name, DataType type, double deviation, long... dims) {
        int count = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        double[] values = random.doubles(count)
                .map(ignored -> deviation * random.nextGaussian())
                .toArray();
        return tensor(name, type, values, dims);
    }

    /** Adds an initialiser. */
    public ModelBuilder tensor(String name, DataType type, double[] values, long... dims) {
        List<Long> sizes = LongStream.of(dims).boxed().toList();
        return tensor(new TensorValues(sizes, type, values).proto(name));
    }

    /** Adds an initialiser of positive numbers, such as variances. */
    public ModelBuilder positive(String name, long size) {
        return tensor(name, DataType.FLOAT, random.doubles(size, 0.5, 1.5).toArray(), size);
    }

    /** Adds a one-axis initialiser of whole numbers, such as a shape. */
    public ModelBuilder integers(String name, long... values) {
        return tensor(
                name, DataType.INT64, LongStream.of(values).asDoubleStream().toArray(), values.length);
    }

    /** Adds an initialiser. */
    public ModelBuilder tensor(TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    /** Declares an output of any type. */
    public ModelBuilder output(String name, DataType type, Object... sizes) {
        graph.addOutput(value(name, type, sizes));
        return this;
    }

    /** Adds a node. */
    public ModelBuilder node(NodeProto node) {
        graph.addNode(node);
        return this;
    }

    /** Adds a node with one output. */
    public ModelBuilder node(
            String operator, String name, List<String> inputs, String output, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return this;
    }

    /** The attribute of a whole number. */
    public static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(2).setI(value).build();
    }

    /** The attribute of a real number. */
    public static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(1).setF(value).build();
    }

    /** The attribute of a text. */
    public static AttributeProto attribute(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(3)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    /** The attribute of whole numbers. */
    public static AttributeProto attribute(String name, long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(7)
                .addAllInts(LongStream.of(values).boxed().toList())
                .build();
    }

    /** The attribute of a tensor. */
    public static AttributeProto attribute(String name, TensorProto value) {
        return AttributeProto.newBuilder().setName(name).setType(4).setT(value).build();
    }

    /** The attribute of a graph. */
    public static AttributeProto attribute(String name, GraphProto value) {
        return AttributeProto.newBuilder().setName(name).setType(5).setG(value).build();
    }

    /** The graph as it stands, to be the body of a node. */
    public GraphProto graph() {
        return graph.build();
    }

    /** The model. */
    public ModelProto build(long ir, long opset) {
        return ModelProto.newBuilder()
                .setIrVersion(ir)
                .setProducerName("test")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
                .setGraph(graph)
                .build();
    }
}
