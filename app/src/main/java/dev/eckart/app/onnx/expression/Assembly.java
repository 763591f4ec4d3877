package dev.eckart.app.onnx.expression;

import dev.eckart.app.onnx.model.Subgraphs;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts a model together of what it had and of what was added to it, and leaves out what its outputs do not need.
 *
 * @param model the model as it was
 * @param nodes its nodes and those that were added, each behind those that it needs
 * @param inputs inputs that were added
 * @param constants constants that were added, by name
 */
record Assembly(
        ModelProto model, List<NodeProto> nodes, List<ValueInfoProto> inputs, Map<String, TensorValues> constants) {
    /**
     * The model with what was added.
     *
     * @param given names of initialisers that become inputs
     * @param values the value of a name
     * @param outputs what the model gives
     * @return the model
     */
    ModelProto of(Set<String> given, Function<String, Expression> values, List<Expression> outputs) {
        GraphProto before = model.getGraph();
        Set<String> needed = outputs.stream().map(Expression::name).collect(Collectors.toCollection(HashSet::new));
        List<NodeProto> kept = needed(needed);
        GraphProto.Builder whole = before.toBuilder()
                .clearNode()
                .clearInput()
                .clearInitializer()
                .clearOutput()
                .clearValueInfo()
                .addAllNode(kept);
        Set<String> initialized =
                before.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        before.getInputList().stream()
                .filter(input -> !given.contains(input.getName()))
                // Of an initialiser that is left out, the input that old models have for it would ask for a value.
                .filter(input -> needed.contains(input.getName()) || !initialized.contains(input.getName()))
                .forEach(whole::addInput);
        inputs.stream().filter(input -> needed.contains(input.getName())).forEach(whole::addInput);
        for (TensorProto tensor : before.getInitializerList()) {
            if (given.contains(tensor.getName())) {
                whole.addInput(SizedModel.declaration(values.apply(tensor.getName())));
            } else if (needed.contains(tensor.getName())) {
                whole.addInitializer(tensor);
            }
        }
        constants.forEach((name, tensor) -> {
            if (needed.contains(name)) {
                whole.addInitializer(tensor.proto(name));
            }
        });
        outputs.forEach(output -> whole.addOutput(SizedModel.declaration(output)));
        return model.toBuilder().setGraph(whole).build();
    }

    /** The nodes that some values need; the names of all that those need are added. */
    private List<NodeProto> needed(Set<String> needed) {
        List<NodeProto> kept = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            NodeProto node = nodes.get(i);
            if (node.getOutputList().stream().anyMatch(needed::contains)) {
                kept.add(node);
                needed.addAll(Subgraphs.needs(node));
            }
        }
        Collections.reverse(kept);
        return kept;
    }
}
