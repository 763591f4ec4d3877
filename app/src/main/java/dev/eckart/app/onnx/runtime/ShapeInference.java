package dev.eckart.app.onnx.runtime;

import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.Declaration;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.model.Sizing;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets ONNX Runtime find the sizes of all values of a model, without running it: every value becomes an output of a copy,
 * and the session of that copy knows them.
 */
public final class ShapeInference {
    /** Weights of more elements become inputs of the copy, so that it stays small; sizes do not depend on their values. */
    private static final double MOST_KEPT = 4096;

    /** Of what older operators for "at least" and "at most" make, ONNX Runtime knows no sizes. */
    private static final int COMPARED = 16;

    private static final String PREFIX = "eckart/";

    private ShapeInference() {}

    /**
     * Finds the sizes, with none for axes that the model leaves open.
     *
     * @param model a model
     * @return sizes of all values that ONNX Runtime knows them of, and what the model says of the others
     * @throws OnnxException if ONNX Runtime does not take the model
     */
    public static Shapes of(OnnxModel model) {
        return of(model, Bindings.OPEN).shapes();
    }

    /**
     * Finds the sizes as far as they are known: what the model says itself, where ONNX Runtime does not tell more.
     *
     * @param model a model
     * @return sizes of values, with none for axes that the model leaves open
     */
    public static Shapes orDeclared(OnnxModel model) {
        try {
            return of(model);
        } catch (OnnxException e) {
            return Shapes.declared(model.proto());
        }
    }

    /**
     * Finds the sizes. Where those that are given do not fit the model, all that it leaves open stays open.
     *
     * @param model a model
     * @param bindings sizes of axes that it leaves open
     * @return sizes of all values that ONNX Runtime knows them of, and what the model says of the others
     * @throws OnnxException if ONNX Runtime does not take the model
     */
    public static Sizing of(OnnxModel model, Bindings bindings) {
        try {
            return bound(model, bindings);
        } catch (UnsupportedModelException e) {
            throw e;
        } catch (OnnxException e) {
            return bound(model, Bindings.OPEN);
        }
    }

    /**
     * Finds the types of what nodes make, and the sizes as far as they follow from those of the inputs.
     *
     * @param model a model
     * @param bindings sizes of axes that it leaves open
     * @return by name, all values that are tensors of numbers or texts
     * @throws OnnxException if ONNX Runtime does not take the model with these sizes
     */
    public static Map<String, Port> values(OnnxModel model, Bindings bindings) {
        try (OnnxSession session = Folding.open(withAllOutputs(bindings.in(model.proto())), model.externalData())) {
            return session.outputPorts();
        }
    }

    /**
     * Works out what is the same in every run, such as sizes that the model asks for while it runs.
     *
     * @param model a model
     * @return a copy whose initialisers are those values, but for large weights, and whose outputs are all values that
     *     nodes make, with their types, and with their sizes where these follow from those of the inputs
     * @throws OnnxException if ONNX Runtime does not take the model
     */
    public static GraphProto folded(OnnxModel model) {
        // Sizes that were found are written with a graph that was changed only, as it is where a node is worked out.
        ModelProto.Builder all = withAllOutputs(model.proto()).toBuilder();
        all.getGraphBuilder()
                .addInitializer(new TensorValues(List.of(), DataType.FLOAT, new double[] {1}).proto(PREFIX + "one"))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Identity")
                        .addInput(PREFIX + "one")
                        .addOutput(PREFIX + "same"));
        return Folding.model(all.build(), model.externalData()).getGraph();
    }

    private static Sizing bound(OnnxModel model, Bindings bindings) {
        ModelProto bound = bindings.in(model.proto());
        Map<String, List<Long>> dims = new HashMap<>(Shapes.declared(bound).dims());
        dims.putAll(AxisCounts.completed(withAllOutputs(bound), copy -> {
            try (OnnxSession session = Folding.open(copy, model.externalData())) {
                return session.outputPorts();
            }
        }));
        return new Sizing(new Shapes(dims), bindings.open(model.proto()));
    }

    /** A copy in which large weights are inputs. */
    private static ModelProto.Builder light(ModelProto model) {
        ModelProto.Builder light = model.toBuilder();
        GraphProto.Builder graph = light.getGraphBuilder().clearInitializer();
        forgetSizes(graph.getValueInfoBuilderList());
        forgetSizes(graph.getOutputBuilderList());
        Set<String> inputs = new HashSet<>();
        graph.getInputList().forEach(input -> inputs.add(input.getName()));
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            if (isLarge(tensor)) {
                if (inputs.add(tensor.getName())) {
                    graph.addInput(Declaration.of(tensor));
                }
            } else {
                graph.addInitializer(tensor);
            }
        }
        return light;
    }

    private static ModelProto withAllOutputs(ModelProto model) {
        ModelProto.Builder all = light(model);
        GraphProto.Builder graph = all.getGraphBuilder();
        if (OnnxModel.opset(model) < COMPARED) {
            graph.clearNode();
            model.getGraph().getNodeList().forEach(node -> graph.addAllNode(known(node)));
        }
        Set<String> outputs = new HashSet<>();
        graph.getOutputList().forEach(output -> outputs.add(output.getName()));
        for (NodeProto node : model.getGraph().getNodeList()) {
            for (String output : node.getOutputList()) {
                if (!output.isEmpty() && outputs.add(output)) {
                    graph.addOutput(ValueInfoProto.newBuilder().setName(output));
                }
            }
        }
        return all.build();
    }

    /** The same in operators that ONNX Runtime knows the sizes of. */
    private static List<NodeProto> known(NodeProto node) {
        boolean more = node.getOpType().equals("GreaterOrEqual");
        if (!Graph.isOfStandardDomain(node) || !more && !node.getOpType().equals("LessOrEqual")) {
            return List.of(node);
        }
        String strictly = PREFIX + node.getOutput(0) + "/strictly";
        String equal = PREFIX + node.getOutput(0) + "/equal";
        return List.of(
                node.toBuilder()
                        .clearName()
                        .setOpType(more ? "Greater" : "Less")
                        .setOutput(0, strictly)
                        .build(),
                node.toBuilder()
                        .clearName()
                        .setOpType("Equal")
                        .setOutput(0, equal)
                        .build(),
                node.toBuilder()
                        .setOpType("Or")
                        .clearInput()
                        .addInput(strictly)
                        .addInput(equal)
                        .build());
    }

    /** What a file says of values between may be of the time before its weights were changed. */
    private static void forgetSizes(List<ValueInfoProto.Builder> values) {
        values.stream()
                .filter(value -> value.getType().hasTensorType())
                .forEach(value -> value.getTypeBuilder().getTensorTypeBuilder().clearShape());
    }

    private static boolean isLarge(TensorProto tensor) {
        double size = 1;
        for (long dim : tensor.getDimsList()) {
            size *= dim;
        }
        return size > MOST_KEPT
                && DataType.of(tensor.getDataType()).map(DataType::isReal).orElse(false);
    }
}
