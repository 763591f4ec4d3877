package dev.eckart.app.modeljob.report;

import dev.eckart.app.modeljob.input.ModelData;
import dev.eckart.app.modeljob.input.TextFacts;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.Difference;
import dev.eckart.app.onnx.measure.Slowdown;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.report.EckartVersion;
import java.util.List;
import java.util.Optional;

/**
 * How two models differ: what {@code eckart diff --json} prints. What is empty is null in JSON.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param before one model
 * @param after the other one, which may stand in for it
 * @param inputs what both were run on
 * @param text the texts that they were run on, if there were any
 * @param outputs how their outputs differ
 * @param latency how long both take, one entry a batch size
 * @param objections why the other one is not worth having; none if there is no reason
 * @param verdict the conclusion, in a sentence; empty in what earlier versions wrote
 */
public record DifferenceReport(
        int schema,
        String eckart,
        Model before,
        Model after,
        String inputs,
        Optional<TextFacts> text,
        Comparison outputs,
        List<Times> latency,
        List<String> objections,
        Optional<String> verdict) {
    static final int SCHEMA = 1;

    /**
     * A model.
     *
     * @param file its file
     * @param costs parameters, bytes and multiply-accumulate operations
     */
    public record Model(String file, Costs costs) {}

    /**
     * Times of both models.
     *
     * @param batch samples of the batch
     * @param beforeMicroseconds median time of a run of the one
     * @param afterMicroseconds median time of a run of the other one
     * @param before median and quartiles of the one
     * @param after median and quartiles of the other one
     * @param rounds how often each was run, in turn
     * @param roundsSlower share of rounds in which the other one took longer
     * @param ratio time of the other one over that of the one, round by round
     * @param verdict what follows
     */
    public record Times(
            int batch,
            double beforeMicroseconds,
            double afterMicroseconds,
            Optional<Speed.Times> before,
            Optional<Speed.Times> after,
            int rounds,
            double roundsSlower,
            Optional<Slowdown> ratio,
            Slowdown.Verdict verdict) {
        /**
         * Times of one batch size.
         *
         * @param speed both models, measured in turn
         * @return medians, and how they compare
         */
        public static Times of(Speed speed) {
            Speed.Times before = speed.times().get(0);
            Speed.Times after = speed.times().get(1);
            return new Times(
                    speed.batch(),
                    before.microseconds(),
                    after.microseconds(),
                    Optional.of(before),
                    Optional.of(after),
                    speed.rounds(),
                    speed.roundsSlower(),
                    Optional.of(speed.slowdown()),
                    speed.slowdown().verdict());
        }
    }

    /**
     * The report of a comparison.
     *
     * @param before the first model
     * @param after the second one
     * @param data what they were run on; empty if inputs were drawn
     * @param seed where randomness started
     * @param difference what was measured
     * @return the report, with its verdict
     */
    public static DifferenceReport of(
            Model before, Model after, Optional<ModelData> data, long seed, Difference difference) {
        String inputs = data.map(ModelData::name).orElse("random inputs, seed " + seed);
        List<Times> latency = difference.speeds().stream().map(Times::of).toList();
        VerdictText verdict = new VerdictText(
                difference.objections(), latency, Optional.of(difference.outputs()), data.map(ModelData::name));
        return new DifferenceReport(
                SCHEMA,
                EckartVersion.current(),
                before,
                after,
                inputs,
                data.flatMap(ModelData::text),
                data.map(named -> difference.outputs().with(named::textOf)).orElse(difference.outputs()),
                latency,
                difference.objections(),
                Optional.of(verdict.render()));
    }
}
