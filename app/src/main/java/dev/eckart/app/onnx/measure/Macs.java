package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.kind.LayerKinds;
import dev.eckart.app.onnx.kind.MacCount;
import dev.eckart.app.onnx.layer.LayerKind;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Counts the multiply-accumulates of nodes: of layers as their kinds say, and of the operators that are no layers here.
 *
 * @param shapes sizes of the model's values
 * @param kinds the kinds of layers
 */
public record Macs(Shapes shapes, LayerKinds kinds) {
    private static final String CONTRIBUTED = "com.microsoft.";

    private static final Set<String> KNOWN_DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft");

    /** Of operators that are no layers here and are counted, where the second operand of the product is. */
    private static final Map<String, Integer> WEIGHTS = Map.ofEntries(
            Map.entry("MatMulInteger", 1),
            Map.entry("QLinearMatMul", 3),
            Map.entry("ConvInteger", 1),
            Map.entry("QLinearConv", 3),
            Map.entry("DeformConv", 1),
            Map.entry("ConvTranspose", 1),
            Map.entry("LSTM", 1),
            Map.entry("GRU", 1),
            Map.entry("RNN", 1),
            Map.entry("Attention", 1),
            Map.entry(CONTRIBUTED + "FusedMatMul", 1),
            Map.entry(CONTRIBUTED + "FusedGemm", 1),
            Map.entry(CONTRIBUTED + "FusedConv", 1),
            Map.entry(CONTRIBUTED + "MultiHeadAttention", 1));

    /** Operators of ONNX Runtime's own that multiply in ways that are not counted here. */
    private static final Set<String> NOT_COUNTED = Set.of(
            "Attention",
            "DecoderMaskedMultiHeadAttention",
            "DecoderMaskedSelfAttention",
            "DynamicQuantizeLSTM",
            "DynamicQuantizeMatMul",
            "GroupQueryAttention",
            "LongformerAttention",
            "MatMulBnb4",
            "MatMulFpQ4",
            "MatMulInteger16",
            "MatMulIntegerToFloat",
            "MatMulNBits",
            "MoE",
            "NhwcConv",
            "NhwcFusedConv",
            "PackedAttention",
            "PackedMultiHeadAttention",
            "PagedAttention",
            "QAttention",
            "QGemm",
            "QMoE",
            "QOrderedAttention",
            "QOrderedMatMul",
            "SparseAttention",
            "TransposeMatMul");

    /** Counts with all kinds of layers. */
    public Macs(Shapes shapes) {
        this(shapes, LayerKinds.ALL);
    }

    /**
     * Whether an operator multiplies matrices, windows or steps; the others are taken to have no multiply-accumulates.
     *
     * @param node a node
     * @return true for matrix products, convolutions, attention and recurrent layers, and for operators and functions of
     *     which nothing is known
     */
    public boolean isCounted(NodeProto node) {
        return kinds.of(node).isPresent()
                || WEIGHTS.containsKey(operator(node))
                || !KNOWN_DOMAINS.contains(node.getDomain())
                || node.getDomain().equals("com.microsoft") && NOT_COUNTED.contains(node.getOpType());
    }

    /**
     * The operand that is the weights where a layer has some.
     *
     * @param node a node
     * @return name of the second operand of a product, if the operator is one
     */
    public Optional<String> weights(NodeProto node) {
        return kinds.of(node)
                .map(LayerKind::weightsInput)
                .or(() -> Optional.ofNullable(WEIGHTS.get(operator(node))))
                .filter(at -> at < node.getInputCount())
                .map(node::getInput);
    }

    private static String operator(NodeProto node) {
        return (Graph.isOfStandardDomain(node) ? "" : node.getDomain() + ".") + node.getOpType();
    }

    /**
     * Multiply-accumulates of a node whose operator is counted.
     *
     * @param node the node
     * @return how many, or empty if that cannot be told
     */
    public OptionalLong of(NodeProto node) {
        Optional<String> weights = weights(node);
        double macs = weights.isEmpty() || node.getOutputCount() == 0 ? Double.NaN : count(node, weights.get());
        return macs >= 0 && macs < Long.MAX_VALUE ? OptionalLong.of((long) macs) : OptionalLong.empty();
    }

    private double count(NodeProto node, String weights) {
        MacCount count = new MacCount(shapes);
        return kinds.of(node).map(kind -> kind.macs(node, shapes)).orElseGet(() -> switch (operator(node)) {
            case "ConvTranspose" -> count.windows(node.getInput(0), weights);
            case "LSTM", "GRU", "RNN" -> count.recurrent(node);
            case "Attention", CONTRIBUTED + "MultiHeadAttention" -> count.attention(node);
            case "ConvInteger", "QLinearConv", "DeformConv", CONTRIBUTED + "FusedConv" ->
                count.windows(node.getOutput(0), weights);
            default -> count.product(node, weights);
        });
    }
}
