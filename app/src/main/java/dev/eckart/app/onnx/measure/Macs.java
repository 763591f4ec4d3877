package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Counts the multiply-accumulates of nodes. What a product sums over and makes anew is told by its weights; an axis that
 * neither an operand nor the result has a size for counts as 1, and so do the rows of a value of which nothing is known.
 *
 * @param shapes sizes of the model's values
 */
public record Macs(Shapes shapes) {
    private static final String CONTRIBUTED = "com.microsoft.";

    private static final Set<String> KNOWN_DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft");

    /** Where the second operand of a product is among the inputs of those that are counted. */
    private static final Map<String, Integer> WEIGHTS = Map.ofEntries(
            Map.entry("Gemm", 1),
            Map.entry("MatMul", 1),
            Map.entry("MatMulInteger", 1),
            Map.entry("QLinearMatMul", 3),
            Map.entry("Conv", 1),
            Map.entry("ConvInteger", 1),
            Map.entry("QLinearConv", 3),
            Map.entry("DeformConv", 1),
            Map.entry("ConvTranspose", 1),
            Map.entry("LSTM", 1),
            Map.entry("GRU", 1),
            Map.entry("RNN", 1),
            Map.entry("Einsum", 1),
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

    /**
     * Whether an operator multiplies matrices, windows or steps; the others are taken to have no multiply-accumulates.
     *
     * @param node a node
     * @return true for matrix products, convolutions, attention and recurrent layers, and for operators and functions of
     *     which nothing is known
     */
    public static boolean isCounted(NodeProto node) {
        return WEIGHTS.containsKey(operator(node))
                || !KNOWN_DOMAINS.contains(node.getDomain())
                || node.getDomain().equals("com.microsoft") && NOT_COUNTED.contains(node.getOpType());
    }

    /**
     * The operand that is the weights where a layer has some.
     *
     * @param node a node
     * @return name of the second operand of a product, if the operator is one
     */
    public static Optional<String> weights(NodeProto node) {
        return Optional.ofNullable(WEIGHTS.get(operator(node)))
                .filter(at -> at < node.getInputCount())
                .map(node::getInput);
    }

    private static String operator(NodeProto node) {
        boolean standard = node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
        return (standard ? "" : node.getDomain() + ".") + node.getOpType();
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
        return switch (operator(node)) {
            case "ConvTranspose" -> windows(node.getInput(0), weights);
            case "LSTM", "GRU", "RNN" -> recurrent(node);
            case "Einsum" -> new Contraction(shapes, node).macs();
            case "Attention", CONTRIBUTED + "MultiHeadAttention" -> attention(node);
            case "Conv", "ConvInteger", "QLinearConv", "DeformConv", CONTRIBUTED + "FusedConv" ->
                windows(node.getOutput(0), weights);
            default -> product(node, weights);
        };
    }

    private double product(NodeProto node, String weights) {
        Attributes attributes = new Attributes(node);
        if (attributes.integer("transBatchA", 0) != 0 || attributes.integer("transBatchB", 0) != 0) {
            return Double.NaN;
        }
        Optional<Extent> left = Extent.of(shapes, node.getInput(0))
                .map(extent -> extent.isVector() ? extent.before(1) : extent)
                .map(extent -> attributes.integer("transA", 0) != 0 ? extent.turned() : extent);
        Optional<Extent> right = Extent.of(shapes, weights)
                .map(extent -> extent.isVector() ? extent.behind(1) : extent)
                .map(extent -> attributes.integer("transB", 0) != 0 ? extent.turned() : extent);
        return left.isEmpty() && right.isEmpty()
                ? Double.NaN
                : Extent.product(left, right, Extent.of(shapes, node.getOutput(0)));
    }

    /** Each weight of a window once at each position of the value that has a channel for each of its slices. */
    private double windows(String value, String weights) {
        return Extent.of(shapes, weights)
                .map(window -> window.size()
                        * Extent.of(shapes, value).map(Extent::positions).orElse(1.0))
                .orElse(Double.NaN);
    }

    /** Per step and sample, each weight of the input's and of the recurrent matrices once. */
    private double recurrent(NodeProto node) {
        Optional<Extent> own = Extent.of(shapes, node.getInput(1));
        Optional<Extent> recurrent = node.getInputCount() < 3 ? Optional.empty() : Extent.of(shapes, node.getInput(2));
        double steps = Extent.of(shapes, node.getInput(0)).map(Extent::rows).orElse(1.0);
        return own.flatMap(a -> recurrent.map(b -> steps * (a.size() + b.size())))
                .orElse(Double.NaN);
    }

    /** Each query with each key, and each weight that comes of it with each value. */
    private double attention(NodeProto node) {
        Optional<Extent> keys = Extent.of(shapes, node.getInput(1));
        return Extent.of(shapes, node.getInput(0))
                .flatMap(queries -> Extent.of(shapes, node.getOutput(0))
                        .flatMap(made -> keys.map(key -> (queries.size() + made.size()) * key.fromLast(2))))
                .orElse(Double.NaN);
    }
}
