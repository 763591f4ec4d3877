package dev.eckart.app.onnx.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tune.Trainables.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainablesTest {
    private static final Path NOWHERE = Path.of("model.onnx").toAbsolutePath();

    /** A table, two layers with so many hidden units between them, and a third. */
    private static OnnxModel model(int hidden) {
        return new OnnxModel(
                NOWHERE,
                new ModelBuilder(1)
                        .input("i", DataType.INT64, "batch")
                        .output("y", "batch", 4)
                        .weights("table", 30, 12)
                        .weights("first", 12, hidden)
                        .weights("second", hidden, 12)
                        .weights("third", 12, 4)
                        .node("Gather", "rows", List.of("table", "i"), "x")
                        .node("MatMul", "up", List.of("x", "first"), "p")
                        .node("Relu", "relu", List.of("p"), "h")
                        .node("MatMul", "down", List.of("h", "second"), "q")
                        .node("Tanh", "tanh", List.of("q"), "t")
                        .node("MatMul", "head", List.of("t", "third"), "y")
                        .build(8, 17));
    }

    /** Narrower layers are no pair of factors, and yet what training has to repair. */
    @Test
    void layersThatTheTeacherHasInOtherSizesAreFactors() {
        Map<String, Kind> kinds = Trainables.of(model(5), Optional.of(model(8))).kinds();
        assertEquals(Kind.FACTOR, kinds.get("first"));
        assertEquals(Kind.FACTOR, kinds.get("second"));
        assertEquals(Kind.LINEAR, kinds.get("third"));
    }

    @Test
    void withoutATeacherTheyAreLayersLikeOthers() {
        Map<String, Kind> kinds = Trainables.of(model(5)).kinds();
        assertEquals(Kind.LINEAR, kinds.get("first"));
        assertEquals(Kind.LINEAR, kinds.get("third"));
    }

    @Test
    void aSingleNumberIsASettingAndNoScaleToTrain() {
        OnnxModel scaled = new OnnxModel(
                NOWHERE,
                new ModelBuilder(1)
                        .input("x", "batch", 3)
                        .output("y", "batch", 3)
                        .tensor("root", DataType.FLOAT, new double[] {0.5})
                        .positive("scale", 3)
                        .node("Mul", "setting", List.of("x", "root"), "s")
                        .node("Mul", "scaling", List.of("s", "scale"), "y")
                        .build(8, 17));
        assertEquals(Map.of("scale", Kind.NORMALISATION), Trainables.of(scaled).kinds());
    }
}
