package dev.eckart.app.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.tensor.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A model that is in memory is run alike, however large it is. */
class ModelLoadTest {
    /** A model of this width has 8 MiB. */
    private static final int WIDE = 1 << 21;

    private static double[] sums(int width) {
        double[] ones = new double[width];
        Arrays.fill(ones, 0.5);
        OnnxModel model = new OnnxModel(
                Path.of("sum.onnx"),
                new ModelBuilder(1)
                        .input("x", "N", 1)
                        .output("y", "N", 1)
                        .tensor("w", DataType.FLOAT, ones, 1, width)
                        .node("MatMul", "m", List.of("x", "w"), "all")
                        .node("ReduceMax", "r", List.of("all"), "y", ModelBuilder.attribute("axes", new long[] {1}))
                        .build(8, 13));
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return session.run(Map.of("x", new Values(new long[] {2, 1}, new double[] {3, 4})), Set.of("y"))
                    .get("y")
                    .numbers();
        }
    }

    private static Set<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("eckart-.*\\.onnx"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void aLargeModelGoesByWayOfAFileOfWhichNothingIsLeft() throws IOException {
        Set<Path> before = left();
        assertArrayEquals(sums(8), sums(WIDE));
        Set<Path> after = left();
        after.removeAll(before);
        assertEquals(Set.of(), after);
    }
}
