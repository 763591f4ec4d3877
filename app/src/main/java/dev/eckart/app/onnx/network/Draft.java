package dev.eckart.app.onnx.network;

import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorShapeProto;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.nn.Network;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A graph in the making: a chain of nodes, each of which takes what the one before it makes. */
final class Draft {
    private static final String INPUT = "input";
    private static final String OUTPUT = "logits";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");
    private final int inputs;
    private String value = INPUT;

    Draft(int inputs) {
        this.inputs = inputs;
    }

    /** Adds a node that takes the last value and some initialisers; its value has its name. */
    NodeProto.Builder node(String name, String operator, String... initializers) {
        NodeProto.Builder node = graph.addNodeBuilder().setName(name).setOpType(operator);
        node.addInput(value).addAllInput(List.of(initializers)).addOutput(name);
        value = name;
        return node;
    }

    /** Adds a matrix and tells its name. */
    String matrix(String name, Tensor tensor) {
        return add(name, tensor, List.of((long) tensor.rows(), (long) tensor.columns()));
    }

    /** Adds a row as a vector and tells its name. */
    String vector(String name, Tensor tensor) {
        return add(name, tensor, List.of((long) tensor.size()));
    }

    /** Adds sizes of axes, the first of which is whatever is left, and tells their name. */
    String sizes(String name, long... others) {
        double[] sizes = LongStream.concat(LongStream.of(-1), LongStream.of(others))
                .asDoubleStream()
                .toArray();
        graph.addInitializer(new TensorValues(List.of((long) sizes.length), DataType.INT64, sizes).proto(name));
        return name;
    }

    private String add(String name, Tensor tensor, List<Long> dims) {
        double[] values = Tensors.copy(tensor, Precision.FLOAT64).doubles();
        graph.addInitializer(new TensorValues(dims, type(tensor.precision()), values).proto(name));
        return name;
    }

    /** The whole graph; the last value gets the name of the output. */
    GraphProto graph(Network network) {
        int last = graph.getNodeCount() - 1;
        if (last >= 0) {
            graph.getNodeBuilder(last).setOutput(0, OUTPUT);
        }
        Precision precision = network.parameters().get(0).value().precision();
        return graph.addInput(port(INPUT, inputs, precision))
                .addOutput(port(OUTPUT, network.outputs(inputs), precision))
                .build();
    }

    private static ValueInfoProto port(String name, int width, Precision precision) {
        List<TensorShapeProto.Dimension> axes = new ArrayList<>(Stream.of(
                        TensorShapeProto.Dimension.newBuilder().setDimParam("batch"),
                        TensorShapeProto.Dimension.newBuilder().setDimValue(width))
                .map(TensorShapeProto.Dimension.Builder::build)
                .toList());
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder()
                .setElemType(type(precision).code())
                .setShape(TensorShapeProto.newBuilder().addAllDim(axes));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static DataType type(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> DataType.FLOAT;
            case FLOAT64 -> DataType.DOUBLE;
        };
    }
}
