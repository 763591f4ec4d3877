package dev.eckart.app.onnx.walk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that are loaded piece by piece give what they give whole. */
class PiecewiseSessionTest {
    @TempDir
    private Path directory;

    static Stream<String> models() {
        return ExportedModels.all().keySet().stream();
    }

    private OnnxModel model(String name) throws IOException {
        Path file = directory.resolve(name + ".onnx");
        Files.write(file, ExportedModels.all().get(name).toByteArray());
        return OnnxModel.read(file);
    }

    /** Nodes that stand on two sides of a cut are not fused, so that sums are rounded otherwise: half of the digits stay. */
    @ParameterizedTest
    @MethodSource("models")
    void piecesGiveWhatTheWholeGives(String name) throws IOException {
        OnnxModel model = model(name);
        try (OnnxSession whole = OnnxSession.open(model, 1);
                ModelSession pieces = PiecewiseSession.open(model, 1, 0, 1)) {
            assertTrue(((PiecewiseSession) pieces).pieces().size() > 1, "it is cut");
            assertEquals(Optional.empty(), pieces.whole());
            assertEquals(whole.outputs(), pieces.outputs());
            assertEquals(
                    whole.inputs().stream().map(Port::name).toList(),
                    pieces.inputs().stream().map(Port::name).toList());
            Map<String, Values> given = new RandomSamples(3, Map.of(), new Seed(5))
                    .samples(pieces.inputs())
                    .batches(3)
                    .get(0)
                    .values();
            Map<String, Output> expected = whole.answer(given, Set.copyOf(whole.outputs()));
            Map<String, Output> answer = pieces.answer(given, Set.copyOf(whole.outputs()));
            assertEquals(expected.keySet(), answer.keySet());
            expected.forEach(
                    (output, value) -> assertNear((Output.Numbers) value, (Output.Numbers) answer.get(output), output));
        }
    }

    /** Whose pieces are loaded once for all runs, which do not meet. */
    @ParameterizedTest
    @MethodSource("models")
    void severalRunsGiveWhatEachGivesAlone(String name) throws IOException {
        try (ModelSession pieces = PiecewiseSession.open(model(name), 1, 0, 1)) {
            List<Map<String, Values>> given = new RandomSamples(3, Map.of(), new Seed(7))
                    .samples(pieces.inputs()).batches(1).stream()
                            .map(SampleBatch::values)
                            .toList();
            Set<String> wanted = Set.copyOf(pieces.outputs());
            List<Map<String, Output>> together = pieces.answers(given, wanted);
            assertEquals(given.size(), together.size());
            for (int i = 0; i < given.size(); i++) {
                Map<String, Output> alone = pieces.answer(given.get(i), wanted);
                assertEquals(
                        List.copyOf(alone.keySet()), List.copyOf(together.get(i).keySet()));
                Map<String, Output> run = together.get(i);
                alone.forEach((output, value) -> assertArrayEquals(
                        ((Output.Numbers) value).values().numbers(),
                        ((Output.Numbers) run.get(output)).values().numbers(),
                        output));
            }
        }
    }

    private static void assertNear(Output.Numbers expected, Output.Numbers answer, String name) {
        assertArrayEquals(expected.values().dims(), answer.values().dims(), name);
        assertEquals(expected.unitRoundoff(), answer.unitRoundoff(), name);
        double[] was = expected.values().numbers();
        double norm = 0;
        double difference = 0;
        for (int i = 0; i < was.length; i++) {
            norm = Math.hypot(norm, was[i]);
            difference = Math.hypot(difference, was[i] - answer.values().numbers()[i]);
        }
        assertTrue(
                difference <= Math.sqrt(DataType.FLOAT.unitRoundoff()) * norm,
                name + " differs by " + difference + " of " + norm);
    }

    @Test
    void smallModelsAreLoadedWhole() throws IOException {
        try (ModelSession session = PiecewiseSession.open(model("gemm-mlp"), 1)) {
            assertTrue(session.whole().isPresent());
        }
    }
}
