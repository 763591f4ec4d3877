package dev.eckart.app.modeljob.report;

import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.Score;
import dev.eckart.app.onnx.measure.Speed;
import java.util.List;
import java.util.Optional;

/**
 * How an ONNX model does: what {@code eckart evaluate --json} prints. What is empty is null in JSON.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param model the model's file
 * @param data what it was measured on
 * @param samples how many samples
 * @param positions how many labels were counted
 * @param reading which of its outputs was read as scores
 * @param scores what those were read as
 * @param loss mean cross-entropy in nats; NaN (null in JSON) if an output is not a number
 * @param accuracy top-1 accuracy, 0 to 1
 * @param costs parameters, bytes and multiply-accumulate operations
 * @param latency median times of a run, one entry a batch size
 * @param classes names of the classes, in the order of the confusion matrix; empty if they are numbered from 0
 * @param confusion positions by true class (row) and predicted class (column); no row if there are more than 4,096 classes
 */
public record EvaluationReport(
        int schema,
        String eckart,
        String model,
        String data,
        int samples,
        Optional<Long> positions,
        Optional<String> reading,
        Score.Scores scores,
        double loss,
        double accuracy,
        Costs costs,
        List<Time> latency,
        Optional<List<String>> classes,
        int[][] confusion) {
    /** The version of this form that is written now. */
    public static final int SCHEMA = 1;

    /**
     * A time.
     *
     * @param batch samples of the batch
     * @param microseconds median time of a run
     * @param spread the same with quartiles
     */
    public record Time(int batch, double microseconds, Optional<Speed.Times> spread) {
        /**
         * Times of one batch size.
         *
         * @param speed the model, measured
         * @return its times
         */
        public static Time of(Speed speed) {
            Speed.Times times = speed.times().get(0);
            return new Time(speed.batch(), times.microseconds(), Optional.of(times));
        }
    }
}
