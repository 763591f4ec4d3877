package dev.eckart.app.onnx.embedding;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model that gives nothing but embeddings of length one, by nodes behind its own: of what changes in it, only what changes
 * embeddings matters.
 */
public final class EmbeddingModel {
    /** Why there may be none, for a person. */
    public static final String OBSTACLE =
            "all outputs count, and not embeddings alone: none can be made in the model itself, whose"
                    + " samples are not along the first axis or whose version of ONNX's operators is too old";

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

    private EmbeddingModel(EmbeddingOutput made, DataType type, long opset, String prefix) {
        this.made = made;
        this.type = type;
        this.opset = opset;
        this.prefix = prefix;
    }

    /**
     * Puts the nodes behind a model.
     *
     * @param model the model
     * @param samples what it is given
     * @param pooling how embeddings are made
     * @param named the output that they are made of, if it is said and the pooling does not say it
     * @param threads threads that the model is run with, to find the output
     * @return the same model with one output, samples x 1 x numbers; empty if samples are not along the first axis, the
     *     output's type is not told, or the model's version of ONNX's operators is too old for it
     * @throws dev.eckart.app.onnx.model.OnnxException if no embeddings can be made of what it gives
     */
    public static Optional<OnnxModel> of(
            OnnxModel model, Samples samples, Pooling pooling, Optional<String> named, int threads) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), threads)) {
            return of(model, samples, EmbeddingOutput.of(session, samples, pooling, named));
        }
    }

    private static Optional<OnnxModel> of(OnnxModel model, Samples samples, EmbeddingOutput made) {
        GraphProto graph = model.proto().getGraph();
        long opset = OnnxModel.opset(model.proto());
        boolean inFront =
                samples.inputs().stream().allMatch(input -> input.batch().orElse(0) == 0);
        boolean bySums = made.mask().isPresent() && made.kind() != Pooling.Kind.MEAN;
        Optional<DataType> type = graph.getOutputList().stream()
                .filter(output -> output.getName().equals(made.output()))
                .findFirst()
                .flatMap(output -> DataType.of(output.getType().getTensorType().getElemType()))
                .filter(DataType::isReal);
        if (!inFront || type.isEmpty() || bySums && opset < SUMS_SINCE) {
            return Optional.empty();
        }
        Set<String> names = graph.getNodeList().stream()
                .flatMap(node -> node.getOutputList().stream())
                .collect(Collectors.toSet());
        String prefix = Stream.iterate("embedding", taken -> taken + "_")
                .filter(free -> names.stream().noneMatch(name -> name.startsWith(free + "/")))
                .findFirst()
                .orElseThrow();
        EmbeddingModel added = new EmbeddingModel(made, type.get(), opset, prefix);
        String output = added.directed(added.pooled());
        GraphProto.Builder pooled = graph.toBuilder()
                .addAllNode(added.nodes)
                .clearOutput()
                .addOutput(ValueInfoProto.newBuilder()
                        .setName(output)
                        .setType(TypeProto.newBuilder()
                                .setTensorType(TypeProto.Tensor.newBuilder()
                                        .setElemType(type.get().code()))));
        return Optional.of(new OnnxModel(
                model.file(), model.proto().toBuilder().setGraph(pooled).build()));
    }

    /**
     * Takes the nodes away again.
     *
     * @param trained what became of the model with them
     * @param model the model before it had them
     * @return the model that it became, with all outputs
     */
    public static ModelProto without(ModelProto trained, OnnxModel model) {
        GraphProto before = model.proto().getGraph();
        GraphProto.Builder graph = trained.getGraph().toBuilder();
        graph.clearNode()
                .addAllNode(trained.getGraph().getNodeList().subList(0, before.getNodeCount()))
                .clearOutput()
                .addAllOutput(before.getOutputList());
        return trained.toBuilder().setGraph(graph).build();
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
