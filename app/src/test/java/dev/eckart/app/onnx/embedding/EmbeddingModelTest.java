package dev.eckart.app.onnx.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.tensor.Precision;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model makes of itself is what is made of its outputs elsewhere. */
class EmbeddingModelTest {
    private static final int COUNT = 9;
    private static final int POSITIONS = 5;
    private static final int WIDTH = 4;

    private static OnnxModel model(boolean masked, long opset) {
        ModelBuilder built = new ModelBuilder(3)
                .input("x", "batch", "positions", WIDTH)
                .output("y", "batch", "positions", WIDTH)
                .output("z", "batch", "positions", WIDTH)
                .weights("w", WIDTH, WIDTH)
                .node("MatMul", "product", List.of("x", "w"), "y")
                .node("Tanh", "tanh", List.of("y"), "z");
        ModelBuilder whole = masked ? built.input("attention_mask", DataType.INT64, "batch", "positions") : built;
        return new OnnxModel(Path.of("model.onnx").toAbsolutePath(), whole.build(8, opset));
    }

    /** Rows of which those in front, or those behind, do not count. */
    private static Samples samples(OnnxSession session, boolean masked, boolean front) {
        SplittableRandom random = new SplittableRandom(1);
        double[] numbers =
                random.doubles((long) COUNT * POSITIONS * WIDTH, -1, 1).toArray();
        Map<String, SampleArray> arrays = new HashMap<>();
        arrays.put("x", SampleArray.of(new Values(new long[] {COUNT, POSITIONS, WIDTH}, numbers)));
        if (masked) {
            double[] mask = new double[COUNT * POSITIONS];
            for (int i = 0; i < COUNT; i++) {
                int length = 1 + random.nextInt(POSITIONS);
                for (int j = 0; j < length; j++) {
                    mask[i * POSITIONS + (front ? POSITIONS - 1 - j : j)] = 1;
                }
            }
            arrays.put("attention_mask", SampleArray.of(new Values(new long[] {COUNT, POSITIONS}, mask)));
        }
        return Samples.of(session.inputs(), arrays, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "MEAN, true, 13",
        "MEAN, false, 13",
        "MEAN, false, 18",
        "FIRST, true, 18",
        "FIRST, false, 18",
        "LAST, true, 13",
        "LAST, false, 13",
        "LAST, true, 21"
    })
    void embeddingsAreTheSame(Pooling.Kind kind, boolean masked, long opset) {
        OnnxModel model = model(masked, opset);
        Pooling pooling = new Pooling(kind, Optional.empty());
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            Samples samples = samples(session, masked, kind == Pooling.Kind.FIRST);
            SampleBatch batch = samples.batches(COUNT).get(0);
            EmbeddingOutput made = EmbeddingOutput.of(session, samples, pooling, Optional.of("z"));
            Embeddings expected =
                    Embeddings.of(made.vectors(session.answer(batch.values(), Set.of("z")), batch.values(), batch));
            OnnxModel pooled = EmbeddingModel.of(model, samples, pooling, Optional.of("z"), 1)
                    .orElseThrow();
            assertEquals(1, pooled.proto().getGraph().getOutputCount());
            String output = pooled.proto().getGraph().getOutput(0).getName();
            try (OnnxSession other = OnnxSession.open(pooled.proto(), pooled.externalData(), 1)) {
                double[] found =
                        other.run(batch.values(), Set.of(output)).get(output).numbers();
                assertEquals(COUNT * WIDTH, found.length);
                // Each number is a sum of at most so many products, divided by the root of a sum of as many.
                double bound = 4 * (POSITIONS + WIDTH) * Precision.FLOAT32.unitRoundoff();
                for (int i = 0; i < found.length; i++) {
                    double difference = Math.abs(found[i] - expected.units()[i / WIDTH][i % WIDTH]);
                    assertTrue(difference <= bound, () -> difference + " > " + bound);
                }
            }
        }
    }
}
