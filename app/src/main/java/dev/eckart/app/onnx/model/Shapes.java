package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sizes of a model's values.
 *
 * @param dims sizes of the axes by name of the value; -1 of an axis that is open
 */
public record Shapes(Map<String, List<Long>> dims) {
    /**
     * What a model says itself.
     *
     * @param model a model
     * @return sizes of its inputs, outputs and initialisers, and of those values in between that it describes
     */
    public static Shapes declared(ModelProto model) {
        GraphProto graph = model.getGraph();
        Map<String, List<Long>> dims = new HashMap<>();
        for (List<ValueInfoProto> values :
                List.of(graph.getValueInfoList(), graph.getOutputList(), graph.getInputList())) {
            for (ValueInfoProto value : values) {
                if (value.getType().getTensorType().hasShape()) {
                    dims.put(value.getName(), dims(value));
                }
            }
        }
        graph.getInitializerList().forEach(tensor -> dims.put(tensor.getName(), tensor.getDimsList()));
        graph.getSparseInitializerList()
                .forEach(tensor -> dims.put(tensor.getValues().getName(), tensor.getDimsList()));
        return new Shapes(dims);
    }

    private static List<Long> dims(ValueInfoProto value) {
        return value.getType().getTensorType().getShape().getDimList().stream()
                .map(dim -> dim.hasDimValue() ? dim.getDimValue() : -1L)
                .toList();
    }

    /**
     * Sizes of a value.
     *
     * @param name name of the value
     * @return sizes of its axes, -1 of one that is open, if they are known
     */
    public Optional<List<Long>> of(String name) {
        return Optional.ofNullable(dims.get(name));
    }
}
