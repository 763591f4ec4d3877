package dev.eckart.app.onnx.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.SparseModels;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectorTest {
    @TempDir
    private Path directory;

    private Inspection inspect(ModelProto model) throws IOException {
        Path file = Files.write(directory.resolve("model.onnx"), model.toByteArray());
        return Inspector.inspect(OnnxModel.read(file), Bindings.NONE, Optional.of(backend()), Stages.none());
    }

    private static Backend backend() {
        BackendProvider provider = ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("ejml"))
                .findFirst()
                .orElseThrow();
        return CheckedBackend.open(provider, new BackendProvider.Settings(Precision.FLOAT64, 1));
    }

    private static LayerView layer(Inspection inspection, String name) {
        return inspection.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void weighsEveryLayer() throws IOException {
        Inspection cnn = inspect(ExportedModels.residualCnn());
        LayerView stem = layer(cnn, "/stem/Conv");
        assertEquals(List.of(8L, 3L, 3L, 3L), stem.weights());
        assertEquals(8 * 27 + 8, stem.parameters());
        assertEquals(4 * (8 * 27 + 8), stem.bytes());
        assertEquals(OptionalLong.of(8 * 27 * 100), stem.macs());
        assertEquals(27.0 * 8 / 35, stem.breakEven().orElseThrow());
        LayerView norm = layer(cnn, "/bn1/BatchNormalization");
        assertEquals(32, norm.parameters());
        assertTrue(norm.reason().isPresent());
        assertEquals(
                cnn.costs().parameters(),
                cnn.layers().stream().mapToLong(LayerView::parameters).sum());
        assertEquals(cnn.costs().parameters() - 2 * 32, cnn.factorisable());
    }

    /** The weights are diagonal with 3, 2, 1, 0: energies 9, 4, 1, 0 of 14, so 90 % take two and 95 % three. */
    @Test
    void findsRanksByEnergy() throws IOException {
        double[] w = {3, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};
        ModelProto model = new ModelBuilder(1)
                .input("x", "n", 4)
                .output("y", "n", 4)
                .tensor("w", DataType.FLOAT, w, 4, 4)
                .node("MatMul", "m", List.of("x", "w"), "y")
                .build(8, 13);
        Ranks ranks = layer(inspect(model), "m").ranks().orElseThrow();
        assertEquals(new Ranks(2, 2, 3, 3, ranks.singularValues()), ranks);
        assertArrayEquals(
                new double[] {3, 2, 1, 0},
                ranks.singularValues().stream().mapToDouble(Double::doubleValue).toArray(),
                1e-12);
    }

    @Test
    void countsASharedTensorOnce() throws IOException {
        ModelProto model = new ModelBuilder(1)
                .input("x", "n", 6)
                .output("y", "n", 6)
                .weights("w", 6, 6)
                .node("MatMul", "one", List.of("x", "w"), "h")
                .node("Gemm", "two", List.of("h", "w"), "y")
                .build(8, 13);
        Inspection tied = inspect(model);
        assertEquals(36, tied.costs().parameters());
        assertEquals(36, tied.factorisable());
        assertEquals(List.of("two"), layer(tied, "one").shared());
    }

    @Test
    void looksThroughWhatStandsBeforeWeights() throws IOException {
        Inspection wrapped = inspect(ExportedModels.wrapped());
        LayerView quantized = layer(wrapped, "quantized");
        assertEquals(List.of(12L, 8L), quantized.weights());
        assertEquals(96 + 8 + 8, quantized.parameters());
        assertEquals(96 + 4 * 8 + 8, quantized.bytes());
        assertEquals(4, wrapped.layers().size());
    }

    /** An operator that ONNX Runtime does not know: what the file says of itself is still shown. */
    @Test
    void aModelThatDoesNotRunCanBeLookedAt() throws IOException {
        ModelProto.Builder model = ExportedModels.gemmMlp().toBuilder();
        model.addOpsetImportBuilder().setDomain("com.example").setVersion(1);
        model.getGraphBuilder().getNodeBuilder(1).setDomain("com.example").setOpType("Mystery");
        Inspection inspection = inspect(model.build());
        assertTrue(inspection.unsized().isPresent());
        assertEquals(OptionalLong.of(480), layer(inspection, "/0/Gemm").macs());
        assertEquals(OptionalLong.empty(), inspection.costs().macs());
        assertEquals(500, layer(inspection, "/0/Gemm").parameters());
    }

    /** Sparse weights are parameters of a layer that is listed, with the reason why it stays. */
    @Test
    void layersOfSparseWeightsAreListed() throws IOException {
        ModelBuilder builder =
                new ModelBuilder(1).input("x", "n", 4).output("y", "n", 3).node("Gemm", "g", List.of("x", "w"), "y");
        Inspection sparse = inspect(SparseModels.with(builder, "w", new long[] {4, 3}, 0, 5, 7));
        LayerView layer = layer(sparse, "g");
        assertEquals(List.of(4L, 3L), layer.weights());
        assertEquals(3, layer.parameters());
        assertEquals(3, sparse.costs().parameters());
        assertEquals(OptionalLong.of(12), layer.macs());
        assertTrue(layer.reason().orElseThrow().contains("sparse"), layer.reason()::get);
    }

    @Test
    void layersWhoseWeightsMayBeOverriddenAreListed() throws IOException {
        ModelProto model = new ModelBuilder(1)
                .input("x", "n", 4)
                .input("w", 4, 3)
                .output("y", "n", 3)
                .weights("w", 4, 3)
                .node("MatMul", "m", List.of("x", "w"), "y")
                .build(8, 13);
        LayerView layer = layer(inspect(model), "m");
        assertEquals(12, layer.parameters());
        assertTrue(layer.reason().orElseThrow().contains("--freeze-inputs"), layer.reason()::get);
        Inspection frozen = inspect(new OnnxModel(directory, model).frozen().proto());
        assertTrue(layer(frozen, "m").breakEven().isPresent());
    }

    /** Weights that are taken out of a larger tensor are those of layers; each is told with its own part. */
    @Test
    void partsOfATensorAreLayersOfTheirOwn() throws IOException {
        NodeProto split = NodeProto.newBuilder()
                .setOpType("Split")
                .setName("split")
                .addInput("packed")
                .addAllOutput(List.of("first", "second"))
                .build();
        Inspection parts = inspect(new ModelBuilder(3)
                .input("x", "batch", 8)
                .output("y", "batch", 8)
                .weights("packed", 16, 8)
                .node(split)
                .node("MatMul", "a", List.of("x", "first"), "a")
                .node("Gemm", "b", List.of("a", "second"), "y", ModelBuilder.attribute("transB", 1))
                .build(8, 17));
        for (String name : List.of("a", "b")) {
            assertEquals(List.of(8L, 8L), layer(parts, name).weights());
            assertEquals(64, layer(parts, name).parameters());
            assertEquals(List.of(), layer(parts, name).shared());
            assertEquals(Optional.empty(), layer(parts, name).reason());
        }
        assertEquals(128, parts.costs().parameters());
        assertEquals(128, parts.factorisable());
        assertEquals(OptionalLong.of(128), parts.costs().macs());
    }
}
