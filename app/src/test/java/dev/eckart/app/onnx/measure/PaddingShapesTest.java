package dev.eckart.app.onnx.measure;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static dev.eckart.app.onnx.measure.PaddedCase.LENGTHS;
import static dev.eckart.app.onnx.measure.PaddedCase.WIDTH;
import static dev.eckart.app.onnx.measure.PaddedCase.equation;
import static dev.eckart.app.onnx.measure.PaddedCase.masked;
import static dev.eckart.app.onnx.measure.PaddedCase.open;
import static dev.eckart.app.onnx.measure.PaddedCase.samples;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.Padding;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.observe.PositionedValues;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.unit.Sites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model makes of padding in other ways than position by position is not taken for padding. */
class PaddingShapesTest {
    @TempDir
    private Path directory;

    /** Scores grow with how many positions are run: such a model is given them all, and what it gives is what is measured. */
    @Test
    void aModelThatGoesByTheLengthIsGivenAllPositions() throws IOException {
        ModelBuilder model = masked("L")
                .output("length", "N")
                .node("Shape", "sizes", List.of("x"), "sizes")
                .integers("one", 1)
                .node("Gather", "positions", List.of("sizes", "one"), "l", attribute("axis", 0))
                .node("Cast", "real", List.of("l"), "real", attribute("to", 1))
                .node("Einsum", "sum", List.of("sentence"), "summed", equation("no->n"))
                .node("Mul", "scaled", List.of("summed", "real"), "length");
        try (OnnxSession session = open(directory, "a.onnx", model.build(8, 17))) {
            Samples samples = samples(session, LENGTHS);
            assertEquals(Set.of(), Padding.of(session, samples).orElseThrow().cut());
        }
    }

    /** Inside, samples lie along the second axis: rows are not positions sample by sample, and all are looked at. */
    @Test
    void rowsInAnotherOrderAreNotTakenForPositions() throws IOException {
        ModelProto model = new ModelBuilder(1)
                .input("x", "N", "L", WIDTH)
                .input("attention_mask", "N", "L")
                .output("sentence", "N", 3)
                .weights("w", WIDTH, 3)
                .node("Transpose", "turned", List.of("x"), "t", attribute("perm", 1, 0, 2))
                .node("MatMul", "layer", List.of("t", "w"), "h")
                .node("Einsum", "pool", List.of("h", "attention_mask"), "sentence", equation("lno,nl->no"))
                .build(8, 17);
        try (OnnxSession session = open(directory, "a.onnx", model)) {
            Samples samples = samples(session, LENGTHS);
            Samples padded = samples.padded(Padding.of(session, samples).orElseThrow());
            OnnxModel read = OnnxModel.read(directory.resolve("a.onnx"));
            assertEquals(Set.of(), PositionedValues.of(read, Sites.of(read).units(), padded, 1));
        }
    }

    /** Outputs with positions in front are not outputs by position, so that nothing can be said of padding. */
    @Test
    void outputsInAnotherOrderAreComparedWhole() throws IOException {
        ModelProto model = new ModelBuilder(1)
                .input("x", "N", "L", WIDTH)
                .input("attention_mask", "N", "L")
                .output("turned", "L", "N", WIDTH)
                .output("mask", "N", "L")
                .node("Transpose", "turn", List.of("x"), "turned", attribute("perm", 1, 0, 2))
                .node("Identity", "echo", List.of("attention_mask"), "mask")
                .build(8, 17);
        try (OnnxSession session = open(directory, "a.onnx", model)) {
            assertEquals(Optional.empty(), Padding.of(session, samples(session, LENGTHS)));
        }
    }

    /** An output whose size hangs on what stands at padding goes by it. */
    @Test
    void outputsOfOtherSizesGoByPadding() throws IOException {
        ModelProto model = new ModelBuilder(1)
                .input("x", "N", "L", WIDTH)
                .input("attention_mask", "N", "L")
                .output("sentence", "N", WIDTH)
                .output("places", "K", "M")
                .tensor("zero", DataType.FLOAT, new double[] {0.5}, 1)
                .node("Einsum", "pool", List.of("x", "attention_mask"), "sentence", equation("nlo,nl->no"))
                .node("Greater", "greater", List.of("x", "zero"), "is")
                .node("NonZero", "found", List.of("is"), "where")
                .node("Cast", "real", List.of("where"), "places", attribute("to", 1))
                .build(8, 17);
        try (OnnxSession session = open(directory, "a.onnx", model)) {
            assertEquals(Optional.empty(), Padding.of(session, samples(session, LENGTHS)));
        }
    }
}
