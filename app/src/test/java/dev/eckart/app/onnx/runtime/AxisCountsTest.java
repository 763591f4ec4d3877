package dev.eckart.app.onnx.runtime;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.tensor.DataType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many axes values have. */
class AxisCountsTest {
    /** ONNX Runtime tells no axes of both; and it does not find how many sizes it computes of axes without names. */
    @Test
    void aNumberWithoutAxesIsNotAValueOfAnyNumberOfAxes() {
        OnnxModel model = new OnnxModel(
                Path.of("axes.onnx"),
                new ModelBuilder(1)
                        .input("x", "", "", 6)
                        .input("sizes", DataType.INT64, "")
                        .output("y", "", "", 6)
                        .integers("one", 1)
                        .integers("two", 2)
                        .integers("axis", 0)
                        .integers("rest", -1)
                        .tensor("index", DataType.INT64, new double[] {1})
                        .node("Shape", "shape", List.of("x"), "shape")
                        .node("Gather", "number", List.of("shape", "index"), "number")
                        .node("Unsqueeze", "length", List.of("number", "axis"), "length")
                        .node("Concat", "heads", List.of("one", "length", "two", "rest"), "heads", attribute("axis", 0))
                        .node("Reshape", "split", List.of("x", "heads"), "split")
                        .node("Relu", "after", List.of("split"), "after")
                        .node("Reshape", "any", List.of("x", "sizes"), "any")
                        .node("Relu", "y", List.of("x"), "y")
                        .build(10, 17));
        Shapes shapes = ShapeInference.of(model);
        assertEquals(List.of(), shapes.of("number").orElseThrow());
        assertEquals(4, shapes.of("after").orElseThrow().size());
        assertEquals(Optional.empty(), shapes.of("any"));
    }
}
