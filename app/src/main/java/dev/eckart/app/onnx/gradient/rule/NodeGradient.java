package dev.eckart.app.onnx.gradient.rule;

import dev.eckart.app.onnx.expression.Broadcast;
import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A node as its rule sees it: what it takes and makes, the gradients of what it makes, and which others are wanted. */
public final class NodeGradient {
    private final ExtendedGraph graph;
    private final NodeProto node;
    private final Map<String, Expression> flowing;
    private final Map<Integer, Expression> given = new HashMap<>();
    private final List<Integer> wanted;

    /**
     * A node on the way back.
     *
     * @param graph where formulas go
     * @param node the node
     * @param flowing gradients of what it makes, by name, of those that have one
     * @param wanted indices of its inputs whose gradients are wanted
     */
    public NodeGradient(ExtendedGraph graph, NodeProto node, Map<String, Expression> flowing, List<Integer> wanted) {
        this.graph = graph;
        this.node = node;
        this.flowing = flowing;
        this.wanted = wanted;
    }

    /** Where formulas go. */
    public ExtendedGraph graph() {
        return graph;
    }

    /** The node itself. */
    public NodeProto node() {
        return node;
    }

    /** The node's attributes. */
    public Attributes attributes() {
        return new Attributes(node);
    }

    /** Whether the node has an input; those that it need not have may be missing. */
    public boolean has(int input) {
        return node.getInputCount() > input && !node.getInput(input).isEmpty();
    }

    /** An input that the node has. */
    public Expression input(int index) {
        return graph.value(node.getInput(index));
    }

    /** The numbers of an input that is the same in every run, such as sizes or axes; none of one that is missing. */
    public Optional<double[]> numbers(int input) {
        return has(input) ? graph.numbers(node.getInput(input)) : Optional.empty();
    }

    /** An axis that an attribute names, counted from the start. */
    public int axis(String attribute, long otherwise, int rank) {
        return Math.floorMod(attributes().integer(attribute, otherwise), rank);
    }

    /** What the node makes first. */
    public Expression output() {
        return graph.value(node.getOutput(0));
    }

    /** An output that the operator need not have, which the node has from now on. */
    public Expression output(int index, DataType type, List<Long> dims) {
        return graph.output(node, index, type, dims);
    }

    /** The gradient of what the node makes first. */
    public Expression gradient() {
        return gradient(0);
    }

    /** The gradient of an output; zeros where nothing flows back. */
    public Expression gradient(int output) {
        String name = node.getOutput(output);
        return flowing.containsKey(name) ? flowing.get(name) : graph.value(name).filled(0);
    }

    /** Whether the gradient of an input is wanted. */
    public boolean wants(int input) {
        return wanted.contains(input);
    }

    /**
     * The gradient of an input, which is made only if it is wanted, and summed where the input was repeated to fit.
     *
     * @param input index of the input
     * @param gradient makes the gradient, of the input's sizes or of those that it broadcasts to
     */
    public void give(int input, Supplier<Expression> gradient) {
        if (wants(input)) {
            given.put(input, Broadcast.summed(gradient.get(), input(input).dims()));
        }
    }

    /** What was given, by index of the input. */
    public Map<Integer, Expression> given() {
        return given;
    }
}
