package dev.eckart.app.onnx.unit;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.layer.SkippedLayer;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tensors that several layers, or layers and something else, use. */
class TiesTest {
    private static Sites sites(ModelProto model) {
        return Sites.of(new OnnxModel(Path.of("model.onnx"), model));
    }

    /** One matrix, as it is stored, transposed by an operator, and transposed by Gemm. */
    @Test
    void layersThatHaveOneMatrixAreOneUnit() {
        ModelProto model = new ModelBuilder(1)
                .input("x", "n", 6)
                .output("y", "n", 6)
                .weights("w", 6, 6)
                .weights("b", 6)
                .node("Transpose", "turn", List.of("w"), "t", attribute("perm", 1, 0))
                .node("Identity", "same", List.of("t"), "i")
                .node("MatMul", "one", List.of("x", "t"), "h1")
                .node("Gemm", "two", List.of("h1", "w", "b"), "h2", attribute("transB", 1))
                .node("MatMul", "three", List.of("h2", "i"), "y")
                .build(8, 13);
        List<Unit> units = sites(model).units();
        assertEquals(1, units.size());
        assertEquals(
                List.of("one", "two", "three"),
                units.get(0).uses().stream().map(Site::name).toList());
        assertEquals(36, units.get(0).shape().parameters());
        assertEquals(6, units.get(0).beside());
        List<Site> uses = units.get(0).uses();
        assertEquals(uses.get(0).weights(), uses.get(1).weights());
        assertArrayEquals(
                uses.get(0).read().weights().doubles(),
                uses.get(1).read().weights().doubles());
    }

    /** A layer that has the transposed matrix has the transposed factors. */
    @Test
    void layersThatHaveOneMatrixTransposedAreOneUnitToo() {
        List<Unit> units = sites(head().node("MatMul", "straight", List.of("y", "w"), "z")
                        .output("z", "n", 6)
                        .build(8, 13))
                .units();
        assertEquals(1, units.size());
        assertEquals(
                List.of("head"), units.get(0).uses().stream().map(Site::name).toList());
        assertEquals(
                List.of("straight"),
                units.get(0).turned().stream().map(Site::name).toList());
    }

    /** Copies of a tensor are tensors of their own. */
    @Test
    void equalTensorsAreNotTied() {
        double[] numbers = {1, 2, 3, 4};
        ModelProto model = new ModelBuilder(1)
                .input("x", "n", 2)
                .output("y", "n", 2)
                .tensor("w1", DataType.FLOAT, numbers, 2, 2)
                .tensor("w2", DataType.FLOAT, numbers, 2, 2)
                .node("MatMul", "one", List.of("x", "w1"), "h")
                .node("MatMul", "two", List.of("h", "w2"), "y")
                .build(8, 13);
        assertEquals(2, sites(model).units().size());
    }

    private static ModelBuilder head() {
        return new ModelBuilder(1)
                .input("x", "n", 6)
                .output("y", "n", 6)
                .weights("w", 6, 6)
                .node("Transpose", "turn", List.of("w"), "t", attribute("perm", 1, 0))
                .node("MatMul", "head", List.of("x", "t"), "y");
    }

    static Stream<Arguments> otherUses() {
        return Stream.of(
                Arguments.of(
                        head().integers("ids", 0, 3)
                                .node("Gather", "embedding", List.of("w", "ids"), "e")
                                .output("e", 2, 6),
                        "Gather 'embedding'"),
                Arguments.of(head().output("w", 6, 6), "an output"),
                Arguments.of(
                        head().node(
                                        "Gemm",
                                        "scaled",
                                        List.of("y", "w"),
                                        "z",
                                        attribute("transB", 1),
                                        attribute("alpha", 2f))
                                .output("z", "n", 6),
                        "'scaled'"));
    }

    @ParameterizedTest
    @MethodSource("otherUses")
    void aTensorWithAnotherUseIsLeft(ModelBuilder model, String user) {
        Sites sites = sites(model.build(8, 13));
        assertEquals(List.of(), sites.sites());
        SkippedLayer head = sites.skipped().stream()
                .filter(left -> left.name().equals("head"))
                .findFirst()
                .orElseThrow();
        assertTrue(head.reason().contains(user), head.reason());
    }
}
