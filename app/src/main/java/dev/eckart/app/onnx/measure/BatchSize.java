package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Map;
import java.util.Set;

/** How many samples are run at a time, so that memory does not grow with what a model gives for each. */
final class BatchSize {
    /** What an operator makes of more samples does not stay in the processor's cache until the next one takes it. */
    private static final int MOST = 16;

    /** Numbers of all outputs of a batch: 1 MiB in float64. */
    private static final int MOST_NUMBERS = 1 << 17;

    /** Numbers of all inputs of a batch: of a picture, models make tens of times as many, and hold them together. */
    private static final int MOST_GIVEN = 1 << 20;

    private BatchSize() {}

    static int of(ModelSession model, Samples samples) {
        SampleBatch one = samples.slice(0, 1).batches(1).get(0);
        Map<String, Values> values = one.values();
        long given = values.values().stream()
                .mapToLong(value -> value.numbers().length)
                .sum();
        long numbers = 0;
        for (Output output : model.answer(values, Set.copyOf(model.outputs())).values()) {
            numbers += output instanceof Output.Numbers found ? found.values().numbers().length : 0;
        }
        long most = Math.min(MOST_NUMBERS / Math.max(1, numbers), MOST_GIVEN / Math.max(1, given));
        return (int) Math.max(1, Math.min(MOST, most));
    }
}
