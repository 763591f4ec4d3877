package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Output;
import java.util.Set;

/** How many samples are run at a time, so that memory does not grow with what a model gives for each. */
final class BatchSize {
    private static final int MOST = 64;

    /** Numbers of all outputs of a batch: 32 MiB in float64. */
    private static final int MOST_NUMBERS = 1 << 22;

    private BatchSize() {}

    static int of(ModelSession model, Samples samples) {
        Samples.Batch one = samples.slice(0, 1).batches(1).get(0);
        long numbers = 0;
        for (Output output :
                model.answer(one.values(), Set.copyOf(model.outputs())).values()) {
            numbers += output instanceof Output.Numbers found ? found.values().numbers().length : 0;
        }
        return (int) Math.max(1, Math.min(MOST, MOST_NUMBERS / Math.max(1, numbers)));
    }
}
