package dev.eckart.app.foreign;

import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.report.RunText;
import java.util.List;
import java.util.Locale;

/** How a model was compressed, as text for a person. */
final class CompressionText {
    private static final String NONE = "none";

    private CompressionText() {}

    static String render(CompressionReport report) {
        StringBuilder text = new StringBuilder(table(report));
        report.leftAlone()
                .forEach(left -> text.append(
                        Lines.line("%s (%s) is left alone: %s", left.name(), left.operator(), left.reason())));
        text.append(Lines.line(
                "Layers that can be factorised: %,d -> %,d parameters, %.2fx, by %s and %s; calibration: %s",
                report.parametersBefore(),
                report.parametersAfter(),
                (double) report.parametersBefore() / report.parametersAfter(),
                report.decomposer(),
                report.allocator(),
                report.calibration()));
        report.drawnOutputs()
                .filter(drawn -> !report.calibration().equals(NONE))
                .ifPresent(drawn -> text.append(Lines.line(
                        "Outputs on %,d random inputs: relative difference %.3g, largest %.3g",
                        drawn.samples(), drawn.relative(), drawn.largest())));
        return text.append(proof(report)).toString();
    }

    private static String proof(CompressionReport report) {
        String on = report.calibration().equals(NONE) ? "random inputs" : "the calibration data";
        return report.outputs()
                .map(outputs -> DifferenceText.render(new DifferenceReport(
                        report.schema(),
                        report.eckart(),
                        report.before(),
                        report.after(),
                        on,
                        outputs,
                        report.latency(),
                        report.objections())))
                .orElseGet(() -> Lines.line(
                                "All weights: %,d -> %,d parameters, %,d -> %,d bytes",
                                report.before().costs().parameters(),
                                report.after().costs().parameters(),
                                report.before().costs().bytes(),
                                report.after().costs().bytes())
                        + Lines.line("Verdict: %s", String.join("; ", report.objections())));
    }

    private static String table(CompressionReport report) {
        Table table = new Table(List.of(
                Column.words("Layer"),
                Column.words("Operator"),
                Column.numbers("Weights"),
                Column.words("Becomes"),
                Column.numbers("Parameters"),
                Column.numbers("After"),
                Column.numbers("Lost"),
                Column.words("")));
        for (CompressionReport.Layer layer : report.layers()) {
            table.row(
                    layer.name(),
                    layer.operator().toString().toLowerCase(Locale.ROOT),
                    layer.inputs() + " x " + layer.outputs(),
                    layer.form(),
                    RunText.count(layer.parametersBefore()),
                    RunText.count(layer.parametersAfter()),
                    RunText.percent(layer.lost()),
                    layer.note().orElse(""));
        }
        return table.render();
    }
}
