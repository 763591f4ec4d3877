package dev.eckart.app.onnx.runtime;

import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.Declaration;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
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

    private ShapeInference() {}

    /**
     * Finds the sizes.
     *
     * @param model a model
     * @return sizes of all values that ONNX Runtime knows them of, and what the model says of the others
     * @throws dev.eckart.app.onnx.model.OnnxException if ONNX Runtime does not take the model
     */
    public static Shapes of(OnnxModel model) {
        Map<String, List<Long>> dims =
                new HashMap<>(Shapes.declared(model.proto()).dims());
        try (OnnxSession session = OnnxSession.openPlain(withAllOutputs(model.proto()), model.externalData(), 1)) {
            dims.putAll(session.outputDims());
        }
        return new Shapes(dims);
    }

    private static ModelProto withAllOutputs(ModelProto model) {
        GraphProto.Builder graph = model.getGraph().toBuilder().clearInitializer();
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
        Set<String> outputs = new HashSet<>();
        graph.getOutputList().forEach(output -> outputs.add(output.getName()));
        for (NodeProto node : model.getGraph().getNodeList()) {
            for (String output : node.getOutputList()) {
                if (!output.isEmpty() && outputs.add(output)) {
                    graph.addOutput(ValueInfoProto.newBuilder().setName(output));
                }
            }
        }
        return model.toBuilder().setGraph(graph).build();
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
