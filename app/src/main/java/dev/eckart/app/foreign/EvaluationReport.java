package dev.eckart.app.foreign;

import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.Score;
import dev.eckart.app.onnx.measure.Speed;
import java.util.List;

/**
 * How a foreign model does: what {@code eckart evaluate --json} prints.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param model the model's file
 * @param data what it was measured on
 * @param samples how many samples
 * @param scores what its output was read as
 * @param loss mean cross-entropy in nats; null if an output is not a number
 * @param accuracy top-1 accuracy, 0 to 1
 * @param costs parameters, bytes and multiply-accumulates
 * @param latency median times of a run, one entry a batch size
 * @param confusion samples by true class (row) and predicted class (column)
 */
public record EvaluationReport(
        int schema,
        String eckart,
        String model,
        String data,
        int samples,
        Score.Scores scores,
        double loss,
        double accuracy,
        Costs costs,
        List<Time> latency,
        int[][] confusion) {
    static final int SCHEMA = 1;

    /**
     * A time.
     *
     * @param batch samples of the batch
     * @param microseconds median time of a run
     */
    public record Time(int batch, double microseconds) {
        static Time of(Speed speed) {
            return new Time(speed.batch(), speed.microseconds().get(0));
        }
    }
}
