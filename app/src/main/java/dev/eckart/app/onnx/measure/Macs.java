package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Counts the multiply-accumulates of nodes, open axes taken as of size 1.
 *
 * @param shapes sizes of the model's values
 */
public record Macs(Shapes shapes) {
    private static final Set<String> RECURRENT = Set.of("LSTM", "GRU", "RNN");
    private static final Set<String> COUNTED = Set.of("Gemm", "MatMul", "Conv", "ConvTranspose", "LSTM", "GRU", "RNN");

    /**
     * Whether an operator's products are counted; the others are taken to have none.
     *
     * @param node a node
     * @return true for matrix products, convolutions and recurrent layers
     */
    public static boolean isCounted(NodeProto node) {
        return (node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx")) && COUNTED.contains(node.getOpType());
    }

    /**
     * Multiply-accumulates of a node whose operator is counted.
     *
     * @param node the node
     * @return how many, or empty if sizes are not known
     */
    public OptionalLong of(NodeProto node) {
        double macs = node.getInputCount() < 2
                ? Double.NaN
                : RECURRENT.contains(node.getOpType())
                        ? recurrent(node)
                        : switch (node.getOpType()) {
                            case "Gemm" ->
                                size(node.getOutput(0))
                                        * axis(
                                                node.getInput(0),
                                                new Attributes(node).integer("transA", 0) != 0 ? 0 : 1);
                            case "MatMul" -> size(node.getOutput(0)) * axis(node.getInput(0), -1);
                            case "ConvTranspose" -> size(node.getInput(0)) * kernel(node);
                            default -> size(node.getOutput(0)) * kernel(node);
                        };
        return macs >= 0 && macs < Long.MAX_VALUE ? OptionalLong.of((long) macs) : OptionalLong.empty();
    }

    /** Per step and sample, each weight of the input's and of the recurrent matrices once. */
    private double recurrent(NodeProto node) {
        return node.getInputCount() < 3
                ? Double.NaN
                : axis(node.getInput(0), 0)
                        * axis(node.getInput(0), 1)
                        * (size(node.getInput(1)) + size(node.getInput(2)));
    }

    /** Weights that one number of the output, or of a transposed convolution's input, is multiplied with. */
    private double kernel(NodeProto node) {
        return size(node.getInput(1)) / axis(node.getInput(1), 0);
    }

    private double size(String value) {
        return shapes.of(value)
                .map(dims -> dims.stream().mapToDouble(Macs::atLeastOne).reduce(1, (a, b) -> a * b))
                .orElse(Double.NaN);
    }

    private double axis(String value, int axis) {
        List<Long> dims = shapes.of(value).orElse(List.of());
        int index = axis < 0 ? dims.size() + axis : axis;
        return index >= 0 && index < dims.size() ? atLeastOne(dims.get(index)) : Double.NaN;
    }

    private static double atLeastOne(long dim) {
        return dim < 0 ? 1 : dim;
    }
}
