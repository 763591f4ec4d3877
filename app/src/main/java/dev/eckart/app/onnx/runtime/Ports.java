package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a model takes, as ONNX Runtime tells it. */
final class Ports {
    private Ports() {}

    /** What a model takes, with the axes of samples that its inputs and outputs have in common. */
    static List<Port> of(OrtSession session) throws OrtException {
        List<Port> inputs = new ArrayList<>();
        for (NodeInfo input : session.getInputInfo().values()) {
            inputs.add(port(input)
                    .orElseThrow(() -> new UnsupportedModelException("input '" + input.getName()
                            + "' is no tensor of numbers or texts, which cannot be given here")));
        }
        List<Port> outputs = session.getOutputInfo().values().stream()
                .map(Ports::port)
                .flatMap(Optional::stream)
                .toList();
        return BatchAxes.found(inputs, outputs);
    }

    /** Something that a model takes or gives, if it is a tensor that can be read here. */
    static Optional<Port> port(NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo tensor)) {
            return Optional.empty();
        }
        Optional<DataType> type = type(tensor);
        boolean known = type.isPresent() || tensor.type == OnnxJavaType.STRING;
        return known
                ? Optional.of(new Port(
                        node.getName(),
                        type,
                        Arrays.stream(tensor.getShape()).boxed().toList(),
                        List.of(tensor.getDimensionNames()),
                        OptionalInt.empty()))
                : Optional.empty();
    }

    /** Sizes of those that are tensors of known rank, -1 of an axis that is open. */
    static Map<String, List<Long>> dims(Map<String, NodeInfo> nodes) {
        Map<String, List<Long>> dims = new LinkedHashMap<>();
        nodes.forEach((name, node) -> {
            if (node.getInfo() instanceof TensorInfo tensor) {
                dims.put(name, Arrays.stream(tensor.getShape()).boxed().toList());
            }
        });
        return dims;
    }

    /** By name: the numbers that the library has for its types are not the format's. */
    static Optional<DataType> type(TensorInfo tensor) {
        return Arrays.stream(DataType.values())
                .filter(known -> tensor.onnxType.name().endsWith("_TYPE_" + known.name()))
                .findFirst();
    }
}
