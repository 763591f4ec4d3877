package dev.eckart.app.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models that the other tests start from are valid, whichever way their weights are stored. */
class ExportedModelsTest {
    static Stream<String> names() {
        return ExportedModels.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void runsInlineAndExternal(String name, @TempDir Path directory) throws IOException {
        ModelProto model = ExportedModels.all().get(name);
        Path inline = Files.write(directory.resolve("inline.onnx"), model.toByteArray());
        Path external = directory.resolve("external.onnx");
        ExternalExport.write(model, external, 256);
        double[] first = outputs(OnnxModel.read(inline));
        assertTrue(first.length > 0);
        assertArrayEquals(first, outputs(OnnxModel.read(external)));
    }

    private static double[] outputs(OnnxModel model) {
        try (OnnxSession session = OnnxSession.open(model, 1)) {
            Map<String, Values> inputs = new LinkedHashMap<>();
            SplittableRandom random = new Seed(1).random();
            for (Port port : session.inputs()) {
                long[] dims =
                        port.dims().stream().mapToLong(dim -> dim < 0 ? 3 : dim).toArray();
                int count = (int) LongStream.of(dims).reduce(1, (a, b) -> a * b);
                double[] numbers = new double[count];
                for (int i = 0; i < count; i++) {
                    numbers[i] = random.nextGaussian();
                }
                inputs.put(port.name(), new Values(dims, numbers));
            }
            return session.run(inputs, Set.copyOf(session.outputs()))
                    .values()
                    .iterator()
                    .next()
                    .numbers();
        }
    }
}
