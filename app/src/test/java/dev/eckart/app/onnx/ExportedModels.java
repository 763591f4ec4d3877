package dev.eckart.app.onnx;

import static dev.eckart.app.onnx.ModelBuilder.attribute;

import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Small models in the form in which the usual exporters write them. */
public final class ExportedModels {
    private ExportedModels() {}

    /** All of them, by name. */
    public static Map<String, ModelProto> all() {
        Map<String, ModelProto> models = new LinkedHashMap<>();
        models.put("gemm-mlp", gemmMlp());
        models.put("matmul-mlp", matMulMlp());
        models.put("residual-cnn", residualCnn());
        models.put("transformer", transformer());
        models.put("wrapped", wrapped());
        return models;
    }

    /** PyTorch's: Gemm with the weights as outputs x inputs, named after the modules. */
    public static ModelProto gemmMlp() {
        return new ModelBuilder(1)
                .input("input", "batch", 24)
                .output("output", "batch", 5)
                .weights("0.weight", 20, 24)
                .weights("0.bias", 20)
                .weights("2.weight", 5, 20)
                .weights("2.bias", 5)
                .node("Gemm", "/0/Gemm", List.of("input", "0.weight", "0.bias"), "/0/y", attribute("transB", 1))
                .node("Relu", "/1/Relu", List.of("/0/y"), "/1/y")
                .node("Gemm", "/2/Gemm", List.of("/1/y", "2.weight", "2.bias"), "output", attribute("transB", 1))
                .build(10, 20);
    }

    /** Keras's: MatMul with the weights as inputs x outputs, then Add; nodes without names in part. */
    public static ModelProto matMulMlp() {
        return new ModelBuilder(2)
                .input("x", "unk__1", 24)
                .output("Identity:0", "unk__1", 5)
                .weights("sequential/dense/MatMul/ReadVariableOp:0", 24, 20)
                .weights("sequential/dense/BiasAdd/ReadVariableOp:0", 20)
                .weights("sequential/dense_1/MatMul/ReadVariableOp:0", 20, 5)
                .weights("sequential/dense_1/BiasAdd/ReadVariableOp:0", 5)
                .node(
                        "MatMul",
                        "sequential/dense/MatMul",
                        List.of("x", "sequential/dense/MatMul/ReadVariableOp:0"),
                        "m:0")
                .node("Add", "", List.of("m:0", "sequential/dense/BiasAdd/ReadVariableOp:0"), "a:0")
                .node("Tanh", "", List.of("a:0"), "t:0")
                .node("MatMul", "", List.of("t:0", "sequential/dense_1/MatMul/ReadVariableOp:0"), "m_1:0")
                .node("Add", "", List.of("sequential/dense_1/BiasAdd/ReadVariableOp:0", "m_1:0"), "Identity:0")
                .build(8, 15);
    }

    /** Two convolutions with batch normalisation, a residual connection, a strided convolution without bias, a head. */
    public static ModelProto residualCnn() {
        ModelBuilder builder = new ModelBuilder(3)
                .input("image", "N", 3, 10, 10)
                .output("scores", "N", 4)
                .weights("stem.weight", 8, 3, 3, 3)
                .weights("stem.bias", 8)
                .node(
                        "Conv",
                        "/stem/Conv",
                        List.of("image", "stem.weight", "stem.bias"),
                        "s0",
                        attribute("kernel_shape", 3, 3),
                        attribute("pads", 1, 1, 1, 1));
        normalise(builder, "bn1", "s0", "s1")
                .node("Relu", "/relu1/Relu", List.of("s1"), "s2")
                .weights("body.weight", 8, 8, 3, 3)
                .node(
                        "Conv",
                        "/body/Conv",
                        List.of("s2", "body.weight"),
                        "b0",
                        attribute("kernel_shape", 3, 3),
                        attribute("auto_pad", "SAME_UPPER"));
        return normalise(builder, "bn2", "b0", "b1")
                .node("Add", "/Add", List.of("b1", "s2"), "r0")
                .node("Relu", "/relu2/Relu", List.of("r0"), "r1")
                .weights("down.weight", 12, 8, 3, 3)
                .node(
                        "Conv",
                        "/down/Conv",
                        List.of("r1", "down.weight"),
                        "d0",
                        attribute("kernel_shape", 3, 3),
                        attribute("strides", 2, 2),
                        attribute("pads", 1, 1, 1, 1))
                .node("GlobalAveragePool", "/pool/GlobalAveragePool", List.of("d0"), "p0")
                .node("Flatten", "/Flatten", List.of("p0"), "f0", attribute("axis", 1))
                .weights("head.weight", 4, 12)
                .weights("head.bias", 4)
                .node("Gemm", "/head/Gemm", List.of("f0", "head.weight", "head.bias"), "scores", attribute("transB", 1))
                .valueInfo("s0", "N", 8, 10, 10)
                .valueInfo("b0", "N", 8, 10, 10)
                .valueInfo("d0", "N", 12, 5, 5)
                .build(8, 17);
    }

    private static ModelBuilder normalise(ModelBuilder builder, String name, String from, String to) {
        return builder.positive(name + ".weight", 8)
                .weights(name + ".bias", 8)
                .weights(name + ".running_mean", 8)
                .positive(name + ".running_var", 8)
                .node(
                        "BatchNormalization",
                        "/" + name + "/BatchNormalization",
                        List.of(from, name + ".weight", name + ".bias", name + ".running_mean", name + ".running_var"),
                        to,
                        attribute("epsilon", 1e-5f));
    }

    /** An encoder block over any batch of 6 vectors of 16 numbers, with two heads; weights have lost their names. */
    public static ModelProto transformer() {
        ModelBuilder builder = new ModelBuilder(4).input("x", "batch", 6, 16).output("y", "batch", 6, 16);
        builder.integers("heads", 0, 0, 2, 8)
                .integers("joined", 0, 0, 16)
                .tensor("scale", DataType.FLOAT, new double[] {1 / Math.sqrt(8)});
        split(builder, "q", 0, 2, 1, 3);
        split(builder, "k", 0, 2, 3, 1);
        split(builder, "v", 0, 2, 1, 3);
        builder.node("MatMul", "/attn/MatMul", List.of("q_t", "k_t"), "qk")
                .node("Mul", "/attn/Mul", List.of("qk", "scale"), "scaled")
                .node("Softmax", "/attn/Softmax", List.of("scaled"), "p", attribute("axis", -1))
                .node("MatMul", "/attn/MatMul_1", List.of("p", "v_t"), "pv")
                .node("Transpose", "/attn/Transpose", List.of("pv"), "pv_t", attribute("perm", 0, 2, 1, 3))
                .node("Reshape", "/attn/Reshape", List.of("pv_t", "joined"), "heads_joined");
        project(builder, "out", "heads_joined", 16, 16).node("Add", "/Add", List.of("x", "out"), "r1");
        layerNorm(builder, "norm1", "r1", "n1");
        project(builder, "up", "n1", 16, 32).node("Relu", "/act/Relu", List.of("up"), "act");
        project(builder, "down", "act", 32, 16).node("Add", "/Add_1", List.of("n1", "down"), "r2");
        return layerNorm(builder, "norm2", "r2", "y").build(9, 17);
    }

    private static void split(ModelBuilder builder, String name, long... permutation) {
        project(builder, name, "x", 16, 16)
                .node("Reshape", "/" + name + "/Reshape", List.of(name, "heads"), name + "_h")
                .node(
                        "Transpose",
                        "/" + name + "/Transpose",
                        List.of(name + "_h"),
                        name + "_t",
                        attribute("perm", permutation));
    }

    private static ModelBuilder project(ModelBuilder builder, String name, String from, long inputs, long outputs) {
        return builder.weights("onnx::MatMul_" + name, inputs, outputs)
                .weights(name + ".bias", outputs)
                .node("MatMul", "/" + name + "/MatMul", List.of(from, "onnx::MatMul_" + name), name + "_m")
                .node("Add", "/" + name + "/Add", List.of(name + ".bias", name + "_m"), name);
    }

    private static ModelBuilder layerNorm(ModelBuilder builder, String name, String from, String to) {
        return builder.positive(name + ".weight", 16)
                .weights(name + ".bias", 16)
                .node(
                        "LayerNormalization",
                        "/" + name + "/LayerNormalization",
                        List.of(from, name + ".weight", name + ".bias"),
                        to,
                        attribute("axis", -1),
                        attribute("epsilon", 1e-5f));
    }

    /** Weights behind other operators, as quantisers and optimisers leave them, and a branch over what is around it. */
    public static ModelProto wrapped() {
        ModelBuilder builder = new ModelBuilder(5).input("x", "batch", 12).output("y", "batch", 7);
        double[] bytes =
                IntStream.range(0, 96).mapToDouble(i -> i * 37 % 255 - 127).toArray();
        builder.tensor("w0_quantized", DataType.INT8, bytes, 12, 8)
                .positive("w0_scale", 8)
                .tensor("w0_zero_point", DataType.INT8, new double[] {0, 1, -2, 3, 0, -5, 6, 7}, 8)
                .node(
                        "DequantizeLinear",
                        "w0_DequantizeLinear",
                        List.of("w0_quantized", "w0_scale", "w0_zero_point"),
                        "w0",
                        attribute("axis", 1))
                .node("MatMul", "quantized", List.of("x", "w0"), "h0")
                .weights("w1_stored", 6, 8)
                .node("Transpose", "w1_Transpose", List.of("w1_stored"), "w1", attribute("perm", 1, 0))
                .node("MatMul", "transposed", List.of("h0", "w1"), "h1");
        double[] flat = IntStream.range(0, 30).mapToDouble(i -> Math.sin(i)).toArray();
        builder.node(
                        "Constant",
                        "w2_Constant",
                        List.of(),
                        "w2_flat",
                        attribute("value", new TensorValues(List.of(30L), DataType.FLOAT, flat).proto("")))
                .integers("w2_shape", 6, -1)
                .node("Reshape", "w2_Reshape", List.of("w2_flat", "w2_shape"), "w2")
                .node("MatMul", "reshaped", List.of("h1", "w2"), "h2")
                .weights("w3_half", DataType.FLOAT16, 0.3, 5, 7)
                .node("Cast", "w3_Cast", List.of("w3_half"), "w3_wide", attribute("to", 1))
                .node("Identity", "w3_Identity", List.of("w3_wide"), "w3")
                .node("Gemm", "cast", List.of("h2", "w3"), "h3")
                .tensor("always", DataType.BOOL, new double[] {1});
        return builder.node(
                        "If",
                        "branch",
                        List.of("always"),
                        "y",
                        attribute("then_branch", branch("Relu", "positive")),
                        attribute("else_branch", branch("Neg", "negative")))
                .build(8, 13);
    }

    private static GraphProto branch(String operator, String output) {
        return new ModelBuilder(6)
                .node(operator, output + "_" + operator, List.of("h3"), output)
                .output(output, "batch", 7)
                .graph();
    }
}
