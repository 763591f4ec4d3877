package dev.eckart.app.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.expression.SizedModel;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the walk gives a gradient, what it leaves frozen, and what it says of that. */
class BackpropagationTest {
    private static final Path NOWHERE = Path.of("model.onnx").toAbsolutePath();
    private static final double[] WEIGHTS = {1, -2, 3};
    private static final double[] GIVEN = {2, 5, -1};

    private static ModelBuilder product() {
        return new ModelBuilder(1)
                .input("x", 3)
                .tensor("w", DataType.FLOAT, WEIGHTS, 3)
                .node("Mul", "product", List.of("x", "w"), "p");
    }

    private static OnnxModel model(ModelBuilder builder, String output, long opset) {
        return new OnnxModel(NOWHERE, builder.output(output).build(10, opset));
    }

    /** The gradients of the sum of all that a value is. */
    private static Backpropagation.Gradients gradients(OnnxModel model, String of) {
        ExtendedGraph graph = ExtendedGraph.of(SizedModel.of(model, Bindings.OPEN));
        return Backpropagation.of(graph.value(of).sum(), List.of("w"));
    }

    private static double[] numbers(OnnxModel model, String of) {
        Expression gradient = gradients(model, of).gradients().get("w");
        try (OnnxSession session =
                OnnxSession.open(gradient.graph().model(Set.of(), List.of(gradient)), model.externalData(), 1)) {
            return session.run(Map.of("x", new Values(new long[] {3}, GIVEN)), Set.of(gradient.name()))
                    .get(gradient.name())
                    .numbers();
        }
    }

    private static ModelBuilder branches(ModelBuilder builder, String taken) {
        return branches(builder, negated(taken, 3), negated(taken, 3));
    }

    private static GraphProto negated(String taken, Object... sizes) {
        return new ModelBuilder(2)
                .node("Neg", "negated", List.of(taken), "n")
                .output("n", sizes)
                .graph();
    }

    private static ModelBuilder branches(ModelBuilder builder, GraphProto then, GraphProto otherwise) {
        return builder.input("condition", DataType.BOOL)
                .node(
                        "If",
                        "choice",
                        List.of("condition"),
                        "chosen",
                        ModelBuilder.attribute("then_branch", then),
                        ModelBuilder.attribute("else_branch", otherwise));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sign", "Floor", "Ceil", "Round"})
    void stepsAreFlat(String operator) {
        OnnxModel model = model(
                product().node(operator, "step", List.of("p"), "q").node("Add", "sum", List.of("p", "q"), "s"),
                "s",
                18);
        assertArrayEquals(GIVEN, numbers(model, "s"));
        assertEquals(
                Map.of("w", "the loss does not depend on it"),
                gradients(model, "q").frozen());
    }

    @Test
    void whatABranchTakesFromAroundItGetsNoPartOfAGradient() {
        OnnxModel model = model(branches(product(), "w").node("Add", "sum", List.of("p", "chosen"), "s"), "s", 18);
        assertEquals(
                Map.of("w", "node 'choice', If, has no gradient here"),
                gradients(model, "s").frozen());
    }

    @Test
    void whatABranchTakesByTheWayGetsNoPartOfAGradient() {
        OnnxModel model = model(branches(product(), "p").node("Add", "sum", List.of("p", "chosen"), "s"), "s", 18);
        assertEquals(
                Map.of("w", "node 'choice', If, has no gradient here"),
                gradients(model, "s").frozen());
    }

    @Test
    void throughSizesNothingFlows() {
        OnnxModel model = model(
                product()
                        .node("Size", "count", List.of("p"), "c")
                        .node("Cast", "real", List.of("c"), "r", ModelBuilder.attribute("to", 1))
                        .node("Div", "mean", List.of("p", "r"), "m"),
                "m",
                18);
        assertEquals(Map.of(), gradients(model, "m").frozen());
        assertArrayEquals(new double[] {2 / 3.0, 5 / 3.0, -1 / 3.0}, numbers(model, "m"), 0x1p-22);
    }

    @Test
    void throughIntegersOfUnknownSizesNothingFlows() {
        OnnxModel model = model(
                product()
                        .node("NonZero", "where", List.of("p"), "i")
                        .node("Cast", "real", List.of("i"), "r", ModelBuilder.attribute("to", 1))
                        .node("ReduceSum", "sum", List.of("r"), "s", ModelBuilder.attribute("keepdims", 0))
                        .node("Mul", "scaled", List.of("p", "s"), "m"),
                "m",
                18);
        assertEquals(Map.of(), gradients(model, "m").frozen());
        assertArrayEquals(new double[] {6, 15, -3}, numbers(model, "m"));
    }

    @Test
    void aValueWhoseNumberOfAxesIsNotKnownIsNoScalar() {
        OnnxModel model = model(
                branches(product().input("y").integers("sizes", 1), negated("p", 3), negated("y"))
                        .node("Reshape", "total", List.of("chosen", "sizes"), "t"),
                "t",
                18);
        assertEquals(
                Map.of("w", "node 'total', Reshape, has values whose sizes are not known"),
                gradients(model, "t").frozen());
    }

    @Test
    void whatOlderComparisonsMakeHasSizes() {
        for (String comparison : List.of("GreaterOrEqual", "LessOrEqual")) {
            OnnxModel model = model(
                    product()
                            .tensor("border", DataType.FLOAT, new double[] {2}, 1)
                            .node(comparison, "mask", List.of("x", "border"), "m")
                            .node("Where", "kept", List.of("m", "p", "border"), "k"),
                    "k",
                    14);
            boolean more = comparison.equals("GreaterOrEqual");
            assertArrayEquals(new double[] {2, more ? 5 : 0, more ? 0 : -1}, numbers(model, "k"), 0x1p-30, comparison);
        }
    }

    @Test
    void aPieceIsUnderstoodWhereNothingIsCutOff() {
        OnnxModel model = model(
                product()
                        .integers("start", 0)
                        .integers("end", 3)
                        .node("Slice", "piece", List.of("p", "start", "end"), "q"),
                "q",
                18);
        assertArrayEquals(GIVEN, numbers(model, "q"));
    }

    @Test
    void aPieceThatBeginsWhereARunSaysHasNoGradient() {
        OnnxModel model = model(
                product()
                        .input("start", DataType.INT64, 1)
                        .integers("end", 3)
                        .node("Slice", "piece", List.of("p", "start", "end"), "q")
                        .node("ReduceSum", "total", List.of("q"), "t", ModelBuilder.attribute("keepdims", 0)),
                "t",
                18);
        assertEquals(1, gradients(model, "t").frozen().size());
    }
}
