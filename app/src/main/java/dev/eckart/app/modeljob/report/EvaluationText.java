package dev.eckart.app.modeljob.report;

import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.Score;
import dev.eckart.app.report.text.RunText;
import dev.eckart.app.report.text.SpeedText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How an ONNX model does, as text for a person. */
public final class EvaluationText {
    /** Classes that a confusion matrix has room for on a terminal. */
    private static final int MOST_CLASSES = 20;

    private EvaluationText() {}

    /**
     * A report for a terminal.
     *
     * @param report what came of an evaluation
     * @return tables and sentences, each line with its end
     */
    public static String render(EvaluationReport report) {
        int classes = report.confusion().length;
        String confusion = classes == 0
                ? "Confusion matrix: none, there are more than 4,096 classes\n"
                : classes <= MOST_CLASSES
                        ? RunText.confusion(report.data(), report.confusion())
                        : "Confusion matrix: of " + classes + " classes, only in the JSON\n";
        return confusion
                + report.classes().map(EvaluationText::named).orElse("")
                + "Model: " + report.model() + "\n"
                + costs(report.costs())
                + report.reading().map(reading -> "Read: " + reading + "\n").orElse("")
                + "Time: " + times(report.latency()) + "\n"
                + String.format(
                        Locale.ROOT,
                        "%s of %s%s: loss %.4f%s%s, top-1 accuracy %s%n",
                        RunText.samples(report.samples()),
                        report.data(),
                        report.positions()
                                .filter(positions -> positions != report.samples())
                                .map(positions -> ", " + RunText.count(positions) + " labels")
                                .orElse(""),
                        report.loss(),
                        report.scores() == Score.Scores.LOGITS ? "" : " (the output is probabilities)",
                        report.positions()
                                .filter(positions -> positions != report.samples())
                                .map(positions -> ", perplexity " + DifferenceText.perplexity(Math.exp(report.loss())))
                                .orElse(""),
                        RunText.percent(report.accuracy()));
    }

    private static String named(List<String> classes) {
        return classes.size() > MOST_CLASSES
                ? ""
                : "Classes: "
                        + IntStream.range(0, classes.size())
                                .mapToObj(i -> i + " " + classes.get(i))
                                .collect(Collectors.joining(", "))
                        + "\n";
    }

    /** Costs in a line. */
    static String costs(Costs costs) {
        return RunText.count(costs.parameters()) + " parameters, " + RunText.count(costs.bytes()) + " bytes, "
                + (costs.macs().isPresent() ? RunText.count(costs.macs().getAsLong()) : "an unknown number of")
                + " MACs\n";
    }

    private static String times(List<EvaluationReport.Time> times) {
        return times.stream()
                .map(time -> SpeedText.microseconds(time.microseconds()) + " at batch " + time.batch())
                .collect(Collectors.joining(", "));
    }
}
