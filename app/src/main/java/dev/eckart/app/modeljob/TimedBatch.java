package dev.eckart.app.modeljob;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import java.util.OptionalInt;

/** What a model is run on where time counts. */
final class TimedBatch {
    private TimedBatch() {}

    /**
     * Copies of one sample: the typical one, or one of a length that is asked for.
     *
     * @throws ConfigurationException if the model takes another number of samples, or there is none of that length
     */
    static SampleBatch of(OnnxModel model, Samples samples, Target.Run run) {
        if (!PiecewiseSession.isWhole(model)) {
            throw new ConfigurationException(
                    "--latency: the model has more weights than are loaded at once, so no times are measured");
        }
        OptionalInt fixed = samples.fixedBatch();
        int batch = run.batch().orElse(fixed.orElse(1));
        if (fixed.isPresent() && batch != fixed.getAsInt()) {
            throw new ConfigurationException("--latency-batch: the model takes " + fixed.getAsInt()
                    + " samples at a time, not " + batch + "; leave it out");
        }
        Samples one = run.length().isPresent() ? ofLength(samples, run.length().getAsInt()) : samples.typical();
        return new SampleBatch(one, 0, one.count(), batch);
    }

    private static Samples ofLength(Samples samples, int length) {
        int nearest = 0;
        for (int i = 1; i < samples.count(); i++) {
            if (Math.abs(samples.length(i) - length) < Math.abs(samples.length(nearest) - length)) {
                nearest = i;
            }
        }
        if (samples.length(nearest) != length) {
            throw new ConfigurationException("--latency-length: no sample has " + length + " positions; "
                    + (samples.lengths().isPresent()
                            ? "the nearest has " + samples.length(nearest)
                            : "all are of one length, so leave it out"));
        }
        return samples.slice(nearest, nearest + 1);
    }
}
