package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.Abreast;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two models that are run on the same samples.
 *
 * @param before the first
 * @param after the second, with the same inputs and outputs
 * @param stages told how many samples have been run
 */
record BothModels(ModelSession before, ModelSession after, Stages stages) {
    /** Looks at what both models made of a batch. */
    interface Look {
        void at(Map<String, Output> was, Map<String, Output> is, SampleBatch batch, Map<String, Values> given);
    }

    /** Runs both, and has what they make looked at batch by batch, in order. */
    void each(String title, Samples samples, Set<String> outputs, Look look) {
        Stages.Stage stage = new Stages.Stage(title, samples.count(), "samples");
        stages.reached(stage, 0);
        List<SampleBatch> batches = samples.batches(BatchSize.of(before, samples));
        before.abreast()
                .each(
                        0,
                        batches.size(),
                        number -> {
                            Map<String, Values> given = batches.get(number).values();
                            return new Answers(given, before.answer(given, outputs), after.answer(given, outputs));
                        },
                        (number, answers) -> {
                            SampleBatch batch = batches.get(number);
                            look.at(answers.was(), answers.is(), batch, answers.given());
                            stages.reached(stage, batch.to());
                        });
    }

    /** What both models make of a batch. */
    private record Answers(Map<String, Values> given, Map<String, Output> was, Map<String, Output> is)
            implements Abreast.Result {}
}
