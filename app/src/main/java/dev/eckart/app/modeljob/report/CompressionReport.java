package dev.eckart.app.modeljob.report;

import dev.eckart.app.modeljob.input.TextFacts;
import dev.eckart.app.modeljob.train.TrainingReport;
import dev.eckart.app.onnx.layer.SkippedLayer;
import dev.eckart.app.onnx.measure.Comparison;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a model was compressed, and the result: what {@code eckart compress} keeps. What is empty is null in JSON.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param before the model
 * @param after the smaller one, counted from its file
 * @param decomposer what factorised
 * @param allocator what chose
 * @param backend what multiplied, and why
 * @param seed where randomness started
 * @param calibration what the layers were observed on
 * @param text the texts that they were observed on, if there were any
 * @param layers what became of the layers that were to be factorised
 * @param training how it was trained after compression, if it was
 * @param parametersBefore parameters of those layers
 * @param parametersAfter parameters of what stands in their place
 * @param leftAlone layers that were not to be or cannot be factorised, and why
 * @param outputs how the outputs differ: on calibration samples, on samples kept back if it was trained, or on drawn inputs
 *     if there are no data; empty if the model cannot be run here
 * @param keptBack to how many of the samples on which outputs were compared nothing was fitted; empty if all there are were
 *     compared
 * @param drawnOutputs how they differ on drawn inputs; empty if the model cannot be run on them
 * @param latency how long both take, one entry a batch size
 * @param time the time that was asked for, beside what was predicted and measured, if one was
 * @param objections why the smaller one is not worth having; none if there is no reason
 * @param verdict the conclusion, in a sentence; empty in what earlier versions wrote
 */
public record CompressionReport(
        int schema,
        String eckart,
        DifferenceReport.Model before,
        DifferenceReport.Model after,
        String decomposer,
        String allocator,
        String backend,
        long seed,
        String calibration,
        Optional<TextFacts> text,
        List<Layer> layers,
        Optional<TrainingReport> training,
        long parametersBefore,
        long parametersAfter,
        List<SkippedLayer> leftAlone,
        Optional<Comparison> outputs,
        Optional<Integer> keptBack,
        Optional<Comparison> drawnOutputs,
        List<DifferenceReport.Times> latency,
        Optional<TimeReport> time,
        List<String> objections,
        Optional<String> verdict) {
    /** The version of this form that is written now. */
    public static final int SCHEMA = 1;

    /**
     * What became of a layer.
     *
     * @param name the layer
     * @param operator what computes it, in capitals
     * @param inputs rows of its weights as a matrix
     * @param outputs columns of its weights as a matrix
     * @param form what stands in its place
     * @param parametersBefore its parameters
     * @param parametersAfter parameters of what stands in its place
     * @param stored bytes of its parameters; empty in what earlier versions wrote
     * @param lost predicted share of its energy that is lost, 0 to 1
     * @param note a remark, if there is one
     * @param tied other layers that have the same weights, and have the same factors now
     */
    public record Layer(
            String name,
            String operator,
            int inputs,
            int outputs,
            String form,
            long parametersBefore,
            long parametersAfter,
            Optional<StoredSize> stored,
            double lost,
            Optional<String> note,
            List<String> tied) {}

    /**
     * Bytes of a layer.
     *
     * @param before bytes of its parameters
     * @param after bytes of what stands in its place
     * @param inBytes whether weights of that have 8 bits
     */
    public record StoredSize(long before, long after, boolean inBytes) {}

    /**
     * What is said of samples behind the name of the data that they are from.
     *
     * @param outputs what was compared on them
     * @param keptBack how many of them nothing was fitted to; empty if all there are were compared
     * @return whether, or how many, were kept back; empty text if none were
     */
    public static String kept(Optional<Comparison> outputs, Optional<Integer> keptBack) {
        return keptBack.map(some -> outputs.filter(found -> found.samples() > some)
                        .map(found -> String.format(Locale.ROOT, ", %,d of them kept back", some))
                        .orElse(" kept back"))
                .orElse("");
    }
}
