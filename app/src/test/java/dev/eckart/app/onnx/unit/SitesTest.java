package dev.eckart.app.onnx.unit;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SitesTest {
    private static Sites sites(ModelProto model) {
        return Sites.of(new OnnxModel(Path.of("model.onnx"), model));
    }

    private static List<String> found(ModelProto model) {
        return sites(model).sites().stream()
                .map(site -> site.operator() + " " + site.name() + " "
                        + site.shape().rows() + " x "
                        + site.shape().columns()
                        + (site.shape().biased() ? " + b" : ""))
                .toList();
    }

    @Test
    void findsTheLayersOfEachExporter() {
        assertEquals(List.of("Gemm /0/Gemm 24 x 20 + b", "Gemm /2/Gemm 20 x 5 + b"), found(ExportedModels.gemmMlp()));
        assertEquals(
                List.of("MatMul sequential/dense/MatMul 24 x 20 + b", "MatMul m_1:0 20 x 5 + b"),
                found(ExportedModels.matMulMlp()));
        assertEquals(
                List.of(
                        "Conv /stem/Conv 27 x 8 + b",
                        "Conv /body/Conv 72 x 8",
                        "Conv /down/Conv 72 x 12",
                        "Gemm /head/Gemm 12 x 4 + b"),
                found(ExportedModels.residualCnn()));
        assertEquals(
                List.of(
                        "MatMul /q/MatMul 16 x 16 + b",
                        "MatMul /k/MatMul 16 x 16 + b",
                        "MatMul /v/MatMul 16 x 16 + b",
                        "MatMul /out/MatMul 16 x 16 + b",
                        "MatMul /up/MatMul 16 x 32 + b",
                        "MatMul /down/MatMul 32 x 16 + b"),
                found(ExportedModels.transformer()));
        assertEquals(
                List.of(
                        "MatMul quantized 12 x 8",
                        "MatMul transposed 8 x 6",
                        "MatMul reshaped 6 x 5",
                        "Gemm cast 5 x 7"),
                found(ExportedModels.wrapped()));
    }

    /** The weights of a Gemm act as {@code alpha op(B)} and its bias as {@code beta C}, whichever shape C has. */
    @Test
    void gemmCountsItsFactors() {
        double[] b = IntStream.range(0, 6).mapToDouble(i -> i + 1).toArray();
        ModelProto model = new ModelBuilder(1)
                .input("x", 2, "n")
                .output("y", "n", 3)
                .tensor("b", DataType.FLOAT, b, 3, 2)
                .tensor("c", DataType.FLOAT, new double[] {4}, 1, 1)
                .node(
                        "Gemm",
                        "g",
                        List.of("x", "b", "c"),
                        "y",
                        attribute("transA", 1),
                        attribute("transB", 1),
                        attribute("alpha", 2f),
                        attribute("beta", 0.5f))
                .build(8, 13);
        Site site = sites(model).sites().get(0);
        Tensor w = site.read().weights();
        assertEquals(2 * 1, w.get(0, 0));
        assertEquals(2 * 4, w.get(1, 1));
        assertEquals(2 * 5, w.get(0, 2));
        assertEquals(2, site.read().bias().orElseThrow().get(0, 2));
        assertEquals("x", site.input());
        // The columns of what goes in are the rows.
        Rows taken = site.taken(new Values(new long[] {2, 3}, new double[] {1, 2, 3, 4, 5, 6}))
                .get(0);
        double[] row = new double[2];
        taken.read(1, row, 0);
        assertArrayEquals(new double[] {2, 5}, row);
    }

    @Test
    void aStackIsOneLayerOfBlocksSideBySide() {
        double[] w = IntStream.range(0, 12).asDoubleStream().toArray();
        ModelProto model = new ModelBuilder(1)
                .input("x", 2, "n", 3)
                .output("y", 2, "n", 2)
                .tensor("w", DataType.FLOAT, w, 2, 3, 2)
                .node("MatMul", "s", List.of("x", "w"), "y")
                .build(8, 13);
        Site site = sites(model).sites().get(0);
        assertEquals(List.of(2L, 3L, 2L), site.arrangement().sizes(site.shape(), 0, 0));
        assertEquals(2, site.geometry().blocks());
        assertEquals(5, site.read().block(0).get(2, 1));
        assertEquals(6, site.read().block(1).get(0, 0));
    }

    @Test
    void dequantisedWeightsAreWhatTheOperatorMakes() {
        ModelProto model = ExportedModels.wrapped();
        double[] q = values(model, "w0_quantized");
        double[] scale = values(model, "w0_scale");
        double[] zero = values(model, "w0_zero_point");
        Tensor w = sites(model).sites().get(0).read().weights();
        for (int i = 0; i < q.length; i++) {
            int column = i % 8;
            assertEquals((q[i] - zero[column]) * scale[column], w.get(i / 8, column));
        }
    }

    private static double[] values(ModelProto model, String name) {
        OnnxModel read = new OnnxModel(Path.of("model.onnx"), model);
        return TensorValues.read(read.graph().constant(name).orElseThrow(), read.externalData())
                .values();
    }

    /** A weight that a caller may override, from IR version 4 on, is not constant. */
    @Test
    void anOverridableWeightIsLeftAlone() {
        ModelProto.Builder model = ExportedModels.gemmMlp().toBuilder();
        model.getGraphBuilder()
                .addInput(new ModelBuilder(1).input("0.weight", 20, 24).graph().getInput(0));
        assertEquals(List.of("Gemm /2/Gemm 20 x 5 + b"), found(model.build()));
        assertEquals(2, sites(model.setIrVersion(3).build()).sites().size());
    }

    /** What is added behind a product belongs to it only if nothing else takes the product itself. */
    @Test
    void anAddThatIsNotTheOnlyUseIsNotTheBias() {
        ModelProto.Builder model = ExportedModels.matMulMlp().toBuilder();
        model.getGraphBuilder()
                .addOutput(new ModelBuilder(1).output("m:0", "n", 20).graph().getOutput(0));
        Site site = sites(model.build()).sites().get(0);
        assertEquals(Optional.empty(), site.read().bias());
        assertEquals("m:0", site.output());
    }

    @Test
    void weightsThatAreNotFiniteAreNamed() {
        ModelProto model = new ModelBuilder(1)
                .input("x", "n", 2)
                .output("y", "n", 2)
                .tensor("w", DataType.FLOAT, new double[] {1, Double.NaN, 2, 3}, 2, 2)
                .node("MatMul", "m", List.of("x", "w"), "y")
                .build(8, 13);
        Site site = sites(model).sites().get(0);
        String message = assertThrows(OnnxException.class, site::read).getMessage();
        assertTrue(message.contains("model.onnx") && message.contains("'w'") && message.contains("NaN"), message);
    }

    /** The data beside the model are not there: what is known of a layer is its sizes. */
    @Test
    void findingALayerReadsNoWeights() {
        TensorProto away = TensorProto.newBuilder()
                .setName("w")
                .setDataType(DataType.FLOAT16.code())
                .addAllDims(List.of(6L, 4L))
                .setDataLocation(1)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("nowhere.data"))
                .build();
        ModelProto model = new ModelBuilder(1)
                .input("x", "n", 6)
                .output("y", "n", 4)
                .tensor(away)
                .node("MatMul", "one", List.of("x", "w"), "y")
                .build(8, 13);
        Site site = sites(model).sites().get(0);
        assertEquals(new LinearShape(6, 4, false, Geometry.PRODUCT), site.shape());
        assertEquals(DataType.FLOAT16, site.type());
        String message = assertThrows(OnnxException.class, site::read).getMessage();
        assertTrue(message.contains("model.onnx") && message.contains("nowhere.data"), message);
    }

    @Test
    void frozenInputsAreConstants() {
        ModelProto model = new ModelBuilder(1)
                .input("x", "n", 8)
                .output("y", "n", 4)
                .weights("w", 8, 4)
                .input("w", 8, 4)
                .node("MatMul", "layer", List.of("x", "w"), "y")
                .build(8, 13);
        OnnxModel frozen = new OnnxModel(Path.of("model.onnx"), model).frozen();
        assertEquals(1, Sites.of(frozen).sites().size());
        assertEquals(1, frozen.proto().getGraph().getInputCount());
    }

    @Test
    void findsWhatEinsumMultiplies() {
        ModelProto model = new ModelBuilder(1)
                .input("x", "n", 5, 6)
                .output("y", "n", 5, 2, 4)
                .weights("u", 7, 6)
                .weights("b", 7)
                .weights("v", 7, 2, 4)
                .node("Einsum", "turned", List.of("u", "x"), "h", attribute("equation", "oi, bli -> blo"))
                .node("Add", "", List.of("h", "b"), "k")
                .node("Einsum", "heads", List.of("k", "v"), "y", attribute("equation", "...i,ihd->...hd"))
                .build(8, 13);
        assertEquals(List.of("Einsum turned 6 x 7 + b", "Einsum heads 7 x 8"), found(model));
    }
}
