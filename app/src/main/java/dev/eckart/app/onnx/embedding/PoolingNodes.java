package dev.eckart.app.onnx.embedding;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.ArrayList;
import java.util.List;

/** Nodes that make embeddings of length one of what a model gives: samples x 1 x numbers. */
final class PoolingNodes {
    /** Since then there are running sums, by which the first and the last position are found. */
    private static final long SUMS_SINCE = 11;

    /** Since then the axes of a mean are an operand. */
    private static final long AXES_ARE_OPERANDS_SINCE = 18;

    /** Keeps an embedding of zeros from being divided by its length. */
    private static final double TINY = 1e-12;

    private final EmbeddingOutput made;
    private final DataType type;
    private final long opset;
    private final String prefix;
    private final List<NodeProto> nodes = new ArrayList<>();

    private PoolingNodes(EmbeddingOutput made, DataType type, long opset, String prefix) {
        this.made = made;
        this.type = type;
        this.opset = opset;
        this.prefix = prefix;
    }

    /** Whether a version of ONNX's operators has what it takes. */
    static boolean arePossible(EmbeddingOutput made, long opset) {
        return made.mask().isEmpty() || made.kind() == Pooling.Kind.MEAN || opset >= SUMS_SINCE;
    }

    /** The nodes in order, names and values of which begin with a prefix; the last one makes the embeddings. */
    static List<NodeProto> of(EmbeddingOutput made, DataType type, long opset, String prefix) {
        PoolingNodes all = new PoolingNodes(made, type, opset, prefix);
        all.directed(all.pooled());
        return all.nodes;
    }

    /** One row a sample, of any length: samples x 1 x numbers. */
    private String pooled() {
        if (made.kind() == Pooling.Kind.NONE) {
            String flat = node("Flatten", List.of(made.output()), Attributes.ofInteger("axis", 1));
            return node("Reshape", List.of(flat, whole(0, 1, -1)));
        }
        if (made.mask().isPresent()) {
            String mask = node("Cast", List.of(made.mask().get()), Attributes.ofInteger("to", type.code()));
            String row = node("Reshape", List.of(counted(mask), whole(0, 1, -1)));
            return node("MatMul", List.of(row, made.output()));
        }
        if (made.kind() == Pooling.Kind.MEAN) {
            return opset < AXES_ARE_OPERANDS_SINCE
                    ? node("ReduceMean", List.of(made.output()), Attributes.ofIntegers("axes", List.of(1L)))
                    : node("ReduceMean", List.of(made.output(), whole(1)));
        }
        long index = made.kind() == Pooling.Kind.FIRST ? 0 : -1;
        return node("Gather", List.of(made.output(), whole(index)), Attributes.ofInteger("axis", 1));
    }

    /** Ones at the positions that embeddings are made of: where the sum of the mask up to a position, or from it, is one. */
    private String counted(String mask) {
        if (made.kind() == Pooling.Kind.MEAN) {
            return mask;
        }
        long backwards = made.kind() == Pooling.Kind.LAST ? 1 : 0;
        String sums = node("CumSum", List.of(mask, axis(1)), Attributes.ofInteger("reverse", backwards));
        String outermost = node("Equal", List.of(sums, real(1)));
        return node("Mul", List.of(mask, node("Cast", List.of(outermost), Attributes.ofInteger("to", type.code()))));
    }

    private String directed(String row) {
        String column = node("Transpose", List.of(row), Attributes.ofIntegers("perm", List.of(0L, 2L, 1L)));
        String squares = node("MatMul", List.of(row, column));
        String length = node("Sqrt", List.of(node("Add", List.of(squares, real(TINY)))));
        return node("Div", List.of(row, length));
    }

    private String whole(long... numbers) {
        double[] values = new double[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers[i];
        }
        return constant(new TensorValues(List.of((long) numbers.length), DataType.INT64, values));
    }

    private String axis(long index) {
        return constant(new TensorValues(List.of(), DataType.INT64, new double[] {index}));
    }

    private String real(double number) {
        return constant(new TensorValues(List.of(), type, new double[] {number}));
    }

    private String constant(TensorValues value) {
        return node("Constant", List.of(), Attributes.ofTensor("value", value.proto("")));
    }

    private String node(String operator, List<String> inputs, AttributeProto... attributes) {
        String output = prefix + "/" + nodes.size();
        nodes.add(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes))
                .build());
        return output;
    }
}
