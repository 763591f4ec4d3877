package dev.eckart.app.foreign;

import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.Difference;
import dev.eckart.app.onnx.measure.Speed;
import java.util.List;

/**
 * How two models differ: what {@code eckart diff --json} prints.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param before one model
 * @param after the other one, which may stand in for it
 * @param inputs what both were run on
 * @param outputs how their outputs differ
 * @param latency how long both take, one entry a batch size
 * @param objections why the other one is not worth having; empty if there is no reason
 */
public record DifferenceReport(
        int schema,
        String eckart,
        Model before,
        Model after,
        String inputs,
        Comparison outputs,
        List<Times> latency,
        List<String> objections) {
    static final int SCHEMA = 1;

    /**
     * A model.
     *
     * @param file its file
     * @param costs parameters, bytes and multiply-accumulates
     */
    public record Model(String file, Costs costs) {}

    /**
     * Times of both models.
     *
     * @param batch samples of the batch
     * @param beforeMicroseconds median time of a run of the one
     * @param afterMicroseconds median time of a run of the other one
     * @param rounds how often each was run, in turn
     * @param roundsSlower share of rounds in which the other one took longer
     * @param verdict what follows
     */
    public record Times(
            int batch,
            double beforeMicroseconds,
            double afterMicroseconds,
            int rounds,
            double roundsSlower,
            Speed.Verdict verdict) {
        static Times of(Speed speed) {
            return new Times(
                    speed.batch(),
                    speed.microseconds().get(0),
                    speed.microseconds().get(1),
                    speed.rounds(),
                    speed.roundsSlower(),
                    speed.verdict());
        }
    }

    static DifferenceReport of(String eckart, String before, String after, String inputs, Difference difference) {
        return new DifferenceReport(
                SCHEMA,
                eckart,
                new Model(before, difference.before()),
                new Model(after, difference.after()),
                inputs,
                difference.outputs(),
                difference.speeds().stream().map(Times::of).toList(),
                difference.objections());
    }
}
