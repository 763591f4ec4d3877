package dev.eckart.app.onnx.runtime;

import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorShapeProto;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many axes values have, where ONNX Runtime's interface for Java does not say so: it gives an empty list of sizes both for
 * a number without axes and for a value whose number of axes is not known.
 *
 * <p>The number is also made known to ONNX Runtime where it follows from a Reshape. The runtime infers sizes there only if the
 * axes of what goes in have names; but into how many sizes a Reshape brings its input is known in any case.
 */
final class AxisCounts {
    private static final String PREFIX = "eckart/axes/";

    private AxisCounts() {}

    /**
     * The sizes of all values of which it is known how many axes they have.
     *
     * @param model a model whose outputs are all its values, which must not be declared with sizes
     * @param asked what ONNX Runtime knows of a model's outputs
     * @return sizes by name, -1 of an axis that is open
     */
    static Map<String, List<Long>> completed(ModelProto model, Function<ModelProto, Map<String, Port>> asked) {
        Map<String, Port> found = asked.apply(model);
        Set<String> constants = model.getGraph().getNodeList().stream()
                .filter(node -> isStandard(node, "Constant"))
                .map(node -> node.getOutput(0))
                .collect(Collectors.toSet());
        Set<String> bare = found.values().stream()
                .filter(port -> port.dims().isEmpty() && !constants.contains(port.name()))
                .map(Port::name)
                .collect(Collectors.toSet());
        Map<String, Port> told = bare.isEmpty() ? found : asked.apply(told(model, found, bare));
        Map<String, List<Long>> dims = new HashMap<>();
        told.forEach((name, port) -> {
            boolean known = !bare.contains(name)
                    || !port.dims().isEmpty()
                    || told.get(PREFIX + name).dims().equals(List.of(0L));
            if (known && !name.startsWith(PREFIX)) {
                dims.put(name, port.dims());
            }
        });
        return dims;
    }

    /** A copy that knows how many axes what is reshaped has, and that gives the sizes of bare values besides. */
    private static ModelProto told(ModelProto model, Map<String, Port> found, Set<String> bare) {
        ModelProto.Builder told = model.toBuilder();
        GraphProto.Builder graph = told.getGraphBuilder();
        Map<String, Integer> counts = new HashMap<>();
        for (NodeProto node : model.getGraph().getNodeList()) {
            if (isStandard(node, "Reshape") && node.getInputCount() > 1 && found.containsKey(node.getInput(1))) {
                List<Long> sizes = found.get(node.getInput(1)).dims();
                if (sizes.size() == 1 && sizes.get(0) > 0) {
                    counts.put(node.getOutput(0), sizes.get(0).intValue());
                }
            }
        }
        for (ValueInfoProto.Builder output : graph.getOutputBuilderList()) {
            String name = output.getName();
            if (bare.contains(name) && counts.containsKey(name)) {
                found.get(name).type().ifPresent(type -> output.setType(axes(type, counts.get(name))));
            }
        }
        for (String name : bare) {
            graph.addNode(NodeProto.newBuilder()
                            .setOpType("Shape")
                            .addInput(name)
                            .addOutput(PREFIX + name))
                    .addOutput(ValueInfoProto.newBuilder().setName(PREFIX + name));
        }
        return told.build();
    }

    private static boolean isStandard(NodeProto node, String operator) {
        return Graph.isOfStandardDomain(node) && node.getOpType().equals(operator);
    }

    private static TypeProto axes(DataType type, int count) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int i = 0; i < count; i++) {
            shape.addDimBuilder();
        }
        return TypeProto.newBuilder()
                .setTensorType(
                        TypeProto.Tensor.newBuilder().setElemType(type.code()).setShape(shape))
                .build();
    }
}
