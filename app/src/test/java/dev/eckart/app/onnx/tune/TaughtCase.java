package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.loss.LossTerm;
import dev.eckart.app.onnx.loss.Objective;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.spi.Seed;
import dev.eckart.train.Adam;
import dev.eckart.train.Cosine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small model that learns a teacher's outputs on random samples. */
record TaughtCase(OnnxModel teacher, int samples, int batch) {
    Tuned trained(OnnxModel model, List<String> tensors, int epochs) {
        try (OnnxSession session = OnnxSession.open(teacher.proto(), teacher.externalData(), 1)) {
            Samples drawn = new RandomSamples(samples, Map.of(), new Seed(5)).samples(session.inputs());
            Objective outputs = new Objective(List.of(new Objective.Weighted(new LossTerm.Outputs(), 1)));
            TuningPlan plan =
                    new TuningPlan(outputs, epochs, batch, 1, new Adam(), new Cosine(), 0.01, 0, 0, 0, new Seed(1), 1);
            return new Tuning(model, Optional.of(teacher), drawn, Optional.empty(), plan, note -> {}, Stages.none())
                    .train(tensors);
        }
    }
}
