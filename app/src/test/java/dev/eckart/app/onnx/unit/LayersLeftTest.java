package dev.eckart.app.onnx.unit;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.SparseModels;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers that are not factorised, and the reasons that are given. */
class LayersLeftTest {
    private static Sites sites(ModelProto model) {
        return Sites.of(new OnnxModel(Path.of("model.onnx"), model));
    }

    @Test
    void saysWhyALayerIsLeftAlone() {
        ModelBuilder builder = new ModelBuilder(1)
                .input("x", "n", 4)
                .input("w", 4, 4)
                .output("y", "n", 4)
                .weights("b", 4)
                .node("Gemm", "free", List.of("x", "w", "b"), "y");
        assertEquals("its weights are not constant", reason(builder.build(8, 13)));
        ModelProto depthwise = new ModelBuilder(1)
                .input("x", 1, 4, 8, 8)
                .output("y", 1, 4, 6, 6)
                .weights("w", 4, 1, 3, 3)
                .node("Conv", "c", List.of("x", "w"), "y", attribute("group", 4))
                .build(8, 13);
        assertTrue(reason(depthwise).startsWith("depthwise"));
        ModelProto lstm = new ModelBuilder(1)
                .input("x", 5, 1, 4)
                .output("y", 5, 1, 1, 3)
                .weights("w", 1, 12, 4)
                .weights("r", 1, 12, 3)
                .node("LSTM", "l", List.of("x", "w", "r"), "y", attribute("hidden_size", 3))
                .build(8, 13);
        assertTrue(reason(lstm).contains("recurrent"));
    }

    private static String reason(ModelProto model) {
        Sites sites = sites(model);
        assertEquals(List.of(), sites.sites());
        return sites.skipped().get(0).reason();
    }

    private static ModelBuilder product(String operator, AttributeProto... attributes) {
        return new ModelBuilder(1)
                .input("x", "n", 8)
                .output("y", "n", 4)
                .node(operator, "layer", List.of("x", "w"), "y", attributes);
    }

    private static ModelBuilder quantised(DataType type, long block) {
        ModelBuilder builder = product("MatMul")
                .tensor("q", type, new double[32], 8, 4)
                .node(
                        "DequantizeLinear",
                        "d",
                        List.of("q", "scale"),
                        "w",
                        attribute("axis", 0),
                        attribute("block_size", block));
        return block == 0
                ? builder.tensor("scale", DataType.FLOAT, new double[] {0.5})
                : builder.tensor("scale", DataType.FLOAT, new double[8], 2, 4);
    }

    /** Whatever keeps weights from being read, the layer is named with it: it is one of the model's layers. */
    @Test
    void weightsThatAreNotReadAreReasons() {
        assertReason(
                "an input with a default", product("Gemm").weights("w", 8, 4).input("w", 8, 4));
        assertReason(
                "an input with a default",
                product("Einsum", attribute("equation", "ni,io->no"))
                        .weights("w", 8, 4)
                        .input("w", 8, 4));
        assertReason("quantised in blocks", quantised(DataType.INT8, 4));
        assertReason(
                "rounded by QuantizeLinear",
                product("MatMul")
                        .weights("full", 8, 4)
                        .tensor("scale", DataType.FLOAT, new double[] {0.1})
                        .node("QuantizeLinear", "q", List.of("full", "scale"), "small")
                        .node("DequantizeLinear", "d", List.of("small", "scale"), "w"));
        assertReason(
                "cast to float16",
                product("MatMul").weights("wide", 8, 4).node("Cast", "c", List.of("wide"), "w", attribute("to", 10)));
        assertReason(
                "made by Mul",
                product("MatMul").weights("v", 8, 4).weights("g", 4).node("Mul", "norm", List.of("v", "g"), "w"));
        TensorProto int4 = TensorProto.newBuilder()
                .setName("q")
                .setDataType(22)
                .addDims(8)
                .addDims(4)
                .setRawData(ByteString.copyFrom(new byte[16]))
                .build();
        assertReason(
                "int4",
                product("MatMul")
                        .tensor(int4)
                        .tensor("scale", DataType.FLOAT, new double[] {0.5})
                        .node("DequantizeLinear", "d", List.of("q", "scale"), "w"));
        assertReason("sparse", SparseModels.with(product("MatMul"), "w", new long[] {8, 4}, 1, 3));
    }

    private static void assertReason(String reason, ModelBuilder builder) {
        assertReason(reason, builder.build(10, 21));
    }

    private static void assertReason(String reason, ModelProto model) {
        String said = reason(model);
        assertTrue(said.contains(reason), said);
        assertEquals("layer", sites(model).skipped().get(0).name());
    }

    @Test
    void whatIsNoProductOfEinsumIsLeftWithTheReason() {
        for (String equation : List.of("ni,io->nio", "ni,io->n", "ni,ni->n", "nn,no->no")) {
            ModelProto model = product("Einsum", attribute("equation", equation))
                    .weights("w", 8, 4)
                    .build(8, 13);
            assertTrue(reason(model).contains("no product"), reason(model));
        }
    }
    /** What the model takes is not known, but it is no weight either. */
    @Test
    void productsOfWhatTheModelMakesAreNoLayers() {
        ModelProto model = new ModelBuilder(1)
                .input("x", "n", 8)
                .input("w", 8, 4)
                .output("y", "n", 4)
                .node("MatMul", "m", List.of("x", "w"), "y")
                .build(8, 13);
        assertEquals(List.of(), sites(model).skipped());
    }
}
