package dev.eckart.app.onnx.network;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.TensorShapeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.nn.Network;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The nodes of a model that is one chain from its only input to its only output.
 *
 * @param model the model
 * @param graph its graph
 * @param nodes its nodes, each of which takes the value of the one before it first
 */
record Chain(OnnxModel model, Graph graph, List<NodeProto> nodes) {
    static Chain of(OnnxModel model) {
        Graph graph = model.graph();
        if (graph.inputs().size() != 1 || model.proto().getGraph().getOutputCount() != 1) {
            throw failure(model, "it has not one input and one output");
        }
        List<NodeProto> nodes = new ArrayList<>();
        String output = model.proto().getGraph().getOutput(0).getName();
        String value = graph.inputs().get(0).getName();
        while (!value.equals(output)) {
            List<Integer> consumers = graph.consumers(value);
            if (consumers.size() != 1 || graph.isUsedElsewhere(value)) {
                throw failure(model, "value '" + value + "' does not go to one node only");
            }
            NodeProto node = graph.nodes().get(consumers.get(0));
            if (!node.getInput(0).equals(value) || node.getOutputCount() != 1) {
                throw failure(model, "node '" + Graph.name(node) + "' is not one of a chain");
            }
            nodes.add(node);
            value = node.getOutput(0);
        }
        return new Chain(model, graph, nodes);
    }

    private static OnnxException failure(OnnxModel model, String why) {
        return new OnnxException(
                "'" + model.file() + "' is not a network that Eckart can train, a chain of Gemm and Relu: " + why
                        + "; fine-tune without the configuration of a run trains any model");
    }

    Network network() {
        List<Network.Node> layers = new ArrayList<>();
        for (int at = 0; at < nodes.size(); ) {
            LayerForm.Read read = read(at);
            layers.add(new Network.Node(read.name(), read.layer()));
            at += read.nodes();
        }
        try {
            Network network = new Network(inputs(), layers);
            network.outputs(network.inputs());
            return network;
        } catch (IllegalArgumentException e) {
            throw failure(model, e.getMessage());
        }
    }

    private LayerForm.Read read(int at) {
        for (LayerForm form : LayerForm.ALL) {
            Optional<LayerForm.Read> read = form.read(this, at);
            if (read.isPresent()) {
                return read.get();
            }
        }
        throw failure(
                model,
                "node '" + name(at) + "' (" + nodes.get(at).getOpType() + ") is no layer of a kind that is known");
    }

    /** Width of the input. */
    private int inputs() {
        ValueInfoProto input = graph.inputs().get(0);
        List<TensorShapeProto.Dimension> axes =
                input.getType().getTensorType().getShape().getDimList();
        if (axes.size() != 2 || axes.get(1).getDimValue() < 1 || axes.get(1).getDimValue() > Integer.MAX_VALUE) {
            throw failure(model, "its input '" + input.getName() + "' is not batch x a number of features");
        }
        return (int) axes.get(1).getDimValue();
    }

    boolean is(int at, String operator) {
        return at < nodes.size()
                && nodes.get(at).getDomain().isEmpty()
                && nodes.get(at).getOpType().equals(operator);
    }

    String name(int at) {
        return Graph.name(nodes.get(at));
    }

    boolean has(int at, int input) {
        return nodes.get(at).getInputCount() > input
                && !nodes.get(at).getInput(input).isEmpty();
    }

    /** The input of a node, if it is a constant of float32 or float64, or of whole numbers. */
    Optional<TensorValues> constant(int at, int input) {
        return has(at, input) ? graph.constant(nodes.get(at).getInput(input)).map(this::values) : Optional.empty();
    }

    private TensorValues values(TensorProto tensor) {
        return TensorValues.read(tensor, model.externalData());
    }

    Attributes attributes(int at) {
        return new Attributes(nodes.get(at));
    }

    /** The second input of a node, if it is a constant matrix. */
    Optional<Tensor> matrix(int at) {
        return constant(at, 1)
                .filter(values -> values.dims().size() == 2)
                .map(values -> tensor(values, Math.toIntExact(values.dims().get(0))));
    }

    /** A tensor of so many rows with the same bits; float64 stays that, whatever else becomes float32. */
    static Tensor tensor(TensorValues values, int rows) {
        Precision precision = values.type() == DataType.DOUBLE ? Precision.FLOAT64 : Precision.FLOAT32;
        int columns = rows == 0 ? 0 : values.values().length / rows;
        return Tensors.copy(Tensors.wrap(rows, columns, values.values()), precision);
    }
}
