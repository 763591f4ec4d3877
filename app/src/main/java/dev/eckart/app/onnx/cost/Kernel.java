package dev.eckart.app.onnx.cost;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.Window;
import dev.eckart.app.onnx.layer.FactorWriter;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.layer.WrittenFactors;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.OperatorSetIdProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.TensorShapeProto;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.compress.Storage.Form;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensors;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The nodes that a layer, or what stands in its place, is in a model, for inputs of one size: a model of its own, of which
 * large weights have no numbers. Layers of the same sizes have the same kernel.
 *
 * @param text what it is, for people
 * @param model the nodes, from one input to one output
 */
public record Kernel(String text, ModelProto model) {
    /** Rows of a table that are enough to take some of. */
    private static final int MOST_ROWS = 4096;

    private static final String INPUT = "x";
    private static final int KEY = 16;

    /** Versions that know all that a plain node needs. */
    private static final int IR_VERSION = 7;

    private static final int OPSET = 13;

    /**
     * What goes into a layer.
     *
     * @param type type of its elements
     * @param dims sizes of its axes
     */
    public record Input(DataType type, List<Long> dims) {}

    /**
     * A kernel as often as there is its like in a model.
     *
     * @param kernel the kernel
     * @param copies how many, each with weights of its own: what does not fit into the processor's cache comes from memory
     *     in each run
     */
    public record Copies(Kernel kernel, int copies) {
        /**
         * What tells them from others.
         *
         * @return hexadecimal digits, and the copies
         */
        public String key() {
            return kernel.key(copies);
        }
    }

    /**
     * A node that takes an input and weights.
     *
     * @param operator its operator, one that needs no attributes
     * @param input sizes of the input's axes
     * @param weights sizes of the weights' axes
     * @return the kernel, of numbers of 4 bytes
     */
    public static Kernel plain(String operator, List<Long> input, List<Long> weights) {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("kernel")
                .addInput(declared(new Input(DataType.FLOAT, input)))
                .addInitializer(TensorProto.newBuilder()
                        .setName("w")
                        .setDataType(DataType.FLOAT.code())
                        .addAllDims(weights))
                .addNode(NodeProto.newBuilder()
                        .setOpType(operator)
                        .addInput(INPUT)
                        .addInput("w")
                        .addOutput("y"))
                .addOutput(ValueInfoProto.newBuilder().setName("y"));
        return new Kernel(
                operator + " of " + text(input) + " with " + text(weights),
                ModelProto.newBuilder()
                        .setIrVersion(IR_VERSION)
                        .setProducerName("eckart")
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                        .setGraph(graph)
                        .build());
    }

    private static String text(List<Long> dims) {
        return dims.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    /**
     * Writes a kernel.
     *
     * @param model the model that it is part of
     * @param site a layer
     * @param shapes operators in its place, in order; the layer's own shape alone is the layer
     * @param forms how the weights of each are stored
     * @param input what goes into it
     * @return the kernel
     */
    static Kernel of(ModelProto model, Site site, List<LinearShape> shapes, List<Form> forms, Input input) {
        WrittenFactors written = new WrittenFactors(OnnxModel.opset(model), Graph.of(model), bytes -> ByteString.EMPTY);
        List<NodeProto> like =
                site.nodes().stream().map(model.getGraph()::getNode).toList();
        FactorWriter writer = written.of(site, like);
        List<Factor> factors = IntStream.range(0, shapes.size())
                .mapToObj(i -> blank(shapes.get(i)).stored(forms.get(i)))
                .toList();
        site.arrangement().write(site, factors, writer);
        return new Kernel(
                text(site, shapes, forms, input),
                model.toBuilder()
                        .clearMetadataProps()
                        .clearFunctions()
                        .setProducerName("eckart")
                        .clearProducerVersion()
                        .clearOpsetImport()
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OnnxModel.opset(model)))
                        .setGraph(graph(site, writer, input))
                        .build());
    }

    private static Factor blank(LinearShape shape) {
        int rows = shape.geometry().lookup() ? Math.min(shape.rows(), MOST_ROWS) : shape.rows();
        return new Factor(
                Tensors.zeros(Precision.FLOAT64, rows, shape.columns()),
                shape.biased() ? Optional.of(Tensors.zeros(Precision.FLOAT64, 1, shape.columns())) : Optional.empty(),
                shape.geometry());
    }

    /** Names that do not depend on the layer. */
    private static GraphProto graph(Site site, FactorWriter writer, Input input) {
        Map<String, String> names = new HashMap<>(Map.of("", "", site.input(), INPUT));
        GraphProto.Builder graph = GraphProto.newBuilder().setName("kernel").addInput(declared(input));
        for (TensorProto tensor : writer.tensors()) {
            String name = names.computeIfAbsent(tensor.getName(), own -> "w" + names.size());
            graph.addInitializer(tensor.toBuilder().setName(name));
        }
        for (NodeProto node : writer.nodes()) {
            NodeProto.Builder own = node.toBuilder()
                    .clearName()
                    .clearDocString()
                    .clearMetadataProps()
                    .clearInput()
                    .clearOutput();
            node.getInputList().forEach(name -> own.addInput(names.computeIfAbsent(name, any -> "v" + names.size())));
            node.getOutputList().forEach(name -> own.addOutput(names.computeIfAbsent(name, any -> "v" + names.size())));
            graph.addNode(own);
        }
        return graph.addOutput(ValueInfoProto.newBuilder().setName(names.get(site.output())))
                .build();
    }

    private static ValueInfoProto declared(Input input) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        input.dims()
                .forEach(dim ->
                        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dim)));
        return ValueInfoProto.newBuilder()
                .setName(INPUT)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(input.type().code())
                                .setShape(shape)))
                .build();
    }

    private static String text(Site site, List<LinearShape> shapes, List<Form> forms, Input input) {
        List<String> steps =
                new ArrayList<>(List.of(String.valueOf(shapes.get(0).rows())));
        for (int i = 0; i < shapes.size(); i++) {
            LinearShape shape = shapes.get(i);
            steps.add(shape.columns()
                    + shape.geometry().window().map(Kernel::window).orElse("")
                    + (forms.get(i) == Form.NUMBERS ? "" : " in 8 bits"));
        }
        return site.operator() + " of " + text(input.dims()) + ": " + String.join(" -> ", steps);
    }

    private static String window(Window window) {
        return " ("
                + window.axes().stream()
                        .map(axis -> String.valueOf(axis.kernel()))
                        .collect(Collectors.joining("x")) + ")";
    }

    private String key(int copies) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(model.toByteArray());
            return HexFormat.of().formatHex(hash, 0, KEY) + "-" + copies;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The kernel as text, to be kept.
     *
     * @return letters and digits
     */
    public String packed() {
        return Base64.getEncoder().encodeToString(model.toByteArray());
    }

    /**
     * A kernel that was kept.
     *
     * @param text what it is, for people
     * @param packed what {@link #packed} gave
     * @return the kernel
     * @throws OnnxException if it is no such thing
     */
    public static Kernel unpacked(String text, String packed) {
        try {
            return new Kernel(text, ModelProto.parseFrom(Base64.getDecoder().decode(packed)));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new OnnxException("what was kept of the kernel '" + text + "' is damaged", e);
        }
    }
}
