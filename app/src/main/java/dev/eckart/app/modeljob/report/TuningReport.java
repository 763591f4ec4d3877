package dev.eckart.app.modeljob.report;

import dev.eckart.app.modeljob.input.TextFacts;
import dev.eckart.app.modeljob.train.TrainingReport;
import dev.eckart.app.onnx.measure.Comparison;
import java.util.List;
import java.util.Optional;

/**
 * How a model of any origin was trained further, and the result: what {@code eckart fine-tune} keeps. What is empty is null
 * in JSON.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param from file of the model that was trained
 * @param teacher file of the model that it was made of, if there was one
 * @param before what the trained model is compared with: the teacher, or else the model before training
 * @param after the trained model, counted from its file
 * @param data what it was trained on
 * @param text the same if they are texts
 * @param training how it went
 * @param outputs how the outputs differ, on samples kept back
 * @param drawnOutputs how they differ on drawn inputs; empty if the model cannot be run on them
 * @param latency how long both take, one entry a batch size
 * @param objections why the trained one is not worth having; none if there is no reason
 * @param verdict the conclusion, in a sentence
 */
public record TuningReport(
        int schema,
        String eckart,
        String from,
        Optional<String> teacher,
        DifferenceReport.Model before,
        DifferenceReport.Model after,
        String data,
        Optional<TextFacts> text,
        TrainingReport training,
        Comparison outputs,
        Optional<Comparison> drawnOutputs,
        List<DifferenceReport.Times> latency,
        List<String> objections,
        String verdict) {
    /** The version of this form that is written now. */
    public static final int SCHEMA = 1;

    /**
     * What the models are judged by.
     *
     * @param data what it was trained on
     * @return a name for the samples of it that were kept back
     */
    public static String keptBack(String data) {
        return data + " kept back";
    }

    /**
     * How the models differ.
     *
     * @return the report of a comparison
     */
    public DifferenceReport difference() {
        return new DifferenceReport(
                schema,
                eckart,
                before,
                after,
                keptBack(data),
                text,
                outputs,
                latency,
                objections,
                Optional.of(verdict));
    }
}
