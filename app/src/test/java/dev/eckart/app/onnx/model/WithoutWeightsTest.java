package dev.eckart.app.onnx.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutWeightsTest {
    private static final int SIDE = 200;

    @TempDir
    private Path directory;

    private static TensorProto raw(String name, int rows) {
        return new TensorValues(List.of((long) rows, (long) SIDE), DataType.FLOAT, new double[rows * SIDE]).proto(name);
    }

    /** Sizes and costs are those of the whole model; the numbers of large tensors are gone, those of small ones are there. */
    @Test
    void aModelWithoutItsWeightsCostsTheSame() throws IOException {
        Path file = directory.resolve("model.onnx");
        ModelBuilder model = new ModelBuilder(1)
                .input("x", "N", SIDE)
                .output("y", "N", SIDE)
                .tensor(raw("w", SIDE))
                .tensor(raw("b", 1))
                .node("MatMul", "m", List.of("x", "w"), "h")
                .node("Add", "a", List.of("h", "b"), "y");
        Files.write(file, model.build(8, 17).toByteArray());
        OnnxModel whole = OnnxModel.read(file);
        OnnxModel light = whole.withoutWeights();
        assertEquals(Costs.of(whole), Costs.of(light));
        assertEquals(whole.graph().initializer("b"), light.graph().initializer("b"));
        assertTrue(light.proto().getSerializedSize() < whole.proto().getSerializedSize() - SIDE * SIDE);
    }
}
