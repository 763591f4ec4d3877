package dev.eckart.app.onnx.layer;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.constant.WeightOrigins;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.Optional;

/**
 * A node that may be a layer, with what is known of the values around it.
 *
 * @param constants values that are known
 * @param origins why others are not
 * @param sizes sizes of values, as far as they are known
 * @param index index of the node
 */
public record LayerNode(ConstantValues constants, WeightOrigins origins, ValueSizes sizes, int index) {
    /** Of weights that the model makes as it runs. */
    private static final String NOT_CONSTANT = "its weights are not constant";

    /**
     * The node.
     *
     * @return as the model has it
     */
    public NodeProto proto() {
        return constants.graph().nodes().get(index);
    }

    /**
     * The node's attributes.
     *
     * @return a view of them
     */
    public Attributes attributes() {
        return new Attributes(proto());
    }

    /**
     * Whether an operand is given.
     *
     * @param input which one, from 0
     * @return false if the node has fewer, or leaves it out
     */
    public boolean has(int input) {
        return input < proto().getInputCount() && !proto().getInput(input).isEmpty();
    }

    /**
     * An operand that is the same in every run.
     *
     * @param input which one, from 0; the node has it
     * @return it, if it is known
     */
    public Optional<ConstantValue> constant(int input) {
        return constants.value(proto().getInput(input));
    }

    /**
     * Whether an operand is made of weights alone, known or not.
     *
     * @param input which one, from 0; the node has it
     * @return false if it depends on what the model is given, or is random
     */
    public boolean isConstant(int input) {
        return !origins.running().contains(proto().getInput(input));
    }

    /**
     * Why an operand is not known.
     *
     * @param input which one, from 0; the node has it
     * @return a reason; empty if it is known, or depends on what the model is given
     */
    public Optional<String> obstacle(int input) {
        return origins.obstacle(proto().getInput(input));
    }

    /**
     * The node as a layer that is left alone.
     *
     * @param reason why
     * @return what was found
     */
    public SkippedLayer skipped(String reason) {
        return new SkippedLayer(Graph.name(proto()), proto().getOpType(), reason);
    }

    /**
     * The node as a layer that is left alone because its weights are not known.
     *
     * @param input which operand they are
     * @return what was found
     */
    public SkippedLayer unknown(int input) {
        return skipped(obstacle(input).orElse(NOT_CONSTANT));
    }
}
