package dev.eckart.app.onnx.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.spi.Seed;
import dev.eckart.train.Adam;
import dev.eckart.train.Cosine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TuningTest {
    private static final Path NOWHERE = Path.of("model.onnx").toAbsolutePath();

    /** 12 inputs, 16 hidden units, 4 outputs. */
    private static OnnxModel model(long seed) {
        return new OnnxModel(
                NOWHERE,
                new ModelBuilder(seed)
                        .input("x", "batch", 12)
                        .output("y", "batch", 4)
                        .weights("first.weight", 12, 16)
                        .weights("first.bias", 16)
                        .weights("second.weight", 16, 4)
                        .node("MatMul", "first", List.of("x", "first.weight"), "p")
                        .node("Add", "shift", List.of("p", "first.bias"), "s")
                        .node("Relu", "relu", List.of("s"), "h")
                        .node("MatMul", "second", List.of("h", "second.weight"), "y")
                        .build(8, 17));
    }

    private static Tuned trained(OnnxModel model, int epochs) {
        OnnxModel teacher = model(2);
        try (OnnxSession session = OnnxSession.open(teacher.proto(), teacher.externalData(), 1)) {
            Samples samples = new RandomSamples(200, Map.of(), new Seed(5)).samples(session.inputs());
            TuningPlan plan = new TuningPlan(
                    new Objective(List.of(new Objective.Weighted(new LossTerm.Outputs(), 1))),
                    epochs,
                    32,
                    1,
                    new Adam(),
                    new Cosine(),
                    0.01,
                    0,
                    0,
                    0,
                    new Seed(1),
                    1);
            return new Tuning(model, Optional.of(teacher), samples, Optional.empty(), plan, note -> {}, Stages.none())
                    .train(List.of("first.weight", "first.bias", "second.weight"));
        }
    }

    @Test
    void theLossFallsAndTheSameSeedGivesTheSameBits() {
        Tuned tuned = trained(model(1), 30);
        assertTrue(tuned.epochs().get(29).held() < tuned.start() / 10, tuned.start() + " " + tuned.epochs());
        assertEquals(Map.of(), tuned.frozen());
        assertEquals(tuned.model(), trained(model(1), 30).model());
    }

    @Test
    void aModelThatIsItsTeacherHasNothingToLearn() {
        Tuned tuned = trained(model(2), 1);
        assertEquals(0, tuned.start());
        assertEquals(0, tuned.best());
        assertEquals(model(2).proto(), tuned.model());
    }
}
