package dev.eckart.app.onnx.rewrite;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.spi.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Weights that a model makes of constants in each run. */
class FoldedWeightsTest {
    /** Two layers of normalised weights, as PyTorch's exporters write them, which share the axes; a transposed one. */
    private static ModelBuilder normalised() {
        return new ModelBuilder(3)
                .input("x", "N", 6)
                .output("y", "N", 4)
                .integers("axes", 1)
                .weights("v0", 8, 6)
                .weights("g0", 8, 1)
                .weights("v1", 8, 4)
                .weights("g1", 8, 1)
                .node("ReduceL2", "norm0", List.of("v0", "axes"), "n0", attribute("keepdims", 1))
                .node("Div", "div0", List.of("v0", "n0"), "d0")
                .node("Mul", "mul0", List.of("g0", "d0"), "w0")
                .node("Transpose", "turn0", List.of("w0"), "t0", attribute("perm", 1L, 0L))
                .node("MatMul", "first", List.of("x", "t0"), "h")
                .node("ReduceL2", "norm1", List.of("v1", "axes"), "n1", attribute("keepdims", 1))
                .node("Div", "div1", List.of("v1", "n1"), "d1")
                .node("Mul", "mul1", List.of("d1", "g1"), "w1")
                .node("MatMul", "second", List.of("h", "w1"), "y");
    }

    private static OnnxModel model(ModelBuilder builder) {
        return new OnnxModel(Path.of("normed.onnx"), builder.build(8, 18));
    }

    private static double[] answer(OnnxModel model) {
        SplittableRandom random = new Seed(1).random();
        Values x = new Values(new long[] {5, 6}, random.doubles(30, -1, 1).toArray());
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return session.run(Map.of("x", x), Set.of("y")).get("y").numbers();
        }
    }

    private static List<String> tensors(OnnxModel model) {
        return model.proto().getGraph().getInitializerList().stream()
                .map(TensorProto::getName)
                .toList();
    }

    @Test
    void layersOfNormalisedWeightsAreSeenAndGiveTheSame() {
        OnnxModel model = model(normalised());
        assertEquals(List.of(), Sites.of(model).sites());
        FoldedWeights folded = FoldedWeights.of(model, name -> true);
        assertEquals(
                List.of("first", "second"),
                Sites.of(folded.model()).sites().stream().map(Site::name).toList());
        assertEquals(List.of("v0/folded", "v1/folded"), tensors(folded.model()));
        assertEquals(
                List.of("Transpose", "MatMul", "MatMul"),
                folded.model().graph().nodes().stream()
                        .map(NodeProto::getOpType)
                        .toList());
        assertArrayEquals(answer(model), answer(folded.model()));
    }

    @Test
    void whatIsNotWantedStays() {
        OnnxModel model = model(normalised());
        assertEquals(
                List.of("v1/folded"), FoldedWeights.of(model, "second"::equals).names());
        assertSame(model, FoldedWeights.of(model, name -> false).model());
    }

    /** A product of a column and a row has more numbers than both; a length that two layers have would be stored twice. */
    @Test
    void aFileDoesNotGrow() {
        OnnxModel outer = model(new ModelBuilder(1)
                .input("x", "N", 6)
                .output("y", "N", 5)
                .weights("column", 6, 1)
                .weights("row", 1, 5)
                .node("Mul", "outer", List.of("column", "row"), "w")
                .node("MatMul", "layer", List.of("x", "w"), "y"));
        assertSame(outer, FoldedWeights.of(outer, name -> true).model());
        OnnxModel twice = model(new ModelBuilder(1)
                .input("x", "N", 6)
                .output("y", "N", 6)
                .weights("v", 6, 6)
                .node("Neg", "minus", List.of("v"), "w")
                .node("MatMul", "layer", List.of("x", "w"), "h")
                .node("MatMul", "again", List.of("h", "v"), "y"));
        assertSame(twice, FoldedWeights.of(twice, name -> true).model());
    }

    @Test
    void nodesThatMakeNothingAreLeft() {
        for (String operator : List.of("Transpose", "Relu")) {
            NodeProto nothing =
                    NodeProto.newBuilder().setOpType(operator).addInput("v0").build();
            FoldedWeights folded = FoldedWeights.of(model(normalised().node(nothing)), name -> true);
            assertEquals(List.of("v1/folded"), folded.names());
        }
    }

    @Test
    void whatDependsOnAnInputStays() {
        OnnxModel model = model(new ModelBuilder(1)
                .input("x", "N", 6)
                .input("scale", 6, 1)
                .output("y", "N", 6)
                .weights("v", 6, 6)
                .node("Mul", "scaled", List.of("v", "scale"), "w")
                .node("MatMul", "layer", List.of("x", "w"), "y"));
        assertSame(model, FoldedWeights.of(model, name -> true).model());
        assertTrue(FoldedWeights.of(model, name -> true).note().isEmpty());
    }
}
