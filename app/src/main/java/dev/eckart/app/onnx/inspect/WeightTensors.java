package dev.eckart.app.onnx.inspect;

import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.SparseTensorProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the tensors that a value is made of when no input that has to be given is among them; of sparse ones, the values
 * that are stored.
 *
 * @param graph the model's graph
 */
record WeightTensors(Graph graph) {
    /** Operators between a tensor and where it is used: longer chains are no exporter's. */
    private static final int MOST_STEPS = 8;

    /** The weights among a node's inputs by the name of their value; whole numbers, such as shapes, left out. */
    Map<String, TensorProto> of(NodeProto node) {
        Map<String, TensorProto> found = new LinkedHashMap<>();
        for (String input : node.getInputList()) {
            behind(input, MOST_STEPS).ifPresent(found::putAll);
        }
        found.values().removeIf(tensor -> !Costs.isWeight(tensor));
        return found;
    }

    /** Whether a node computes nothing that depends on the model's inputs. */
    boolean isConstant(NodeProto node) {
        return node.getInputList().stream()
                .allMatch(input -> input.isEmpty() || behind(input, MOST_STEPS).isPresent());
    }

    private Optional<Map<String, TensorProto>> behind(String value, int steps) {
        Optional<TensorProto> initializer =
                graph.initializer(value).or(() -> graph.sparse(value).map(SparseTensorProto::getValues));
        if (initializer.isPresent() || steps == 0 || graph.producer(value).isEmpty()) {
            return initializer.map(tensor -> Map.of(value, tensor));
        }
        NodeProto maker = graph.nodes().get(graph.producer(value).getAsInt());
        Map<String, TensorProto> found = new LinkedHashMap<>();
        for (String input : maker.getInputList()) {
            Optional<Map<String, TensorProto>> part =
                    input.isEmpty() ? Optional.of(Map.of()) : behind(input, steps - 1);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            found.putAll(part.get());
        }
        maker.getAttributeList().stream()
                .filter(AttributeProto::hasT)
                .forEach(attribute -> found.put(value, attribute.getT()));
        maker.getAttributeList().stream()
                .filter(AttributeProto::hasSparseTensor)
                .forEach(attribute ->
                        found.put(value, attribute.getSparseTensor().getValues()));
        return maker.getInputCount() > 0 || !found.isEmpty() ? Optional.of(found) : Optional.empty();
    }
}
