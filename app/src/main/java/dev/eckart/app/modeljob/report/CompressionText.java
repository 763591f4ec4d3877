package dev.eckart.app.modeljob.report;

import dev.eckart.app.console.Lines;
import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.onnx.layer.SkippedLayer;
import dev.eckart.app.report.text.RunText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a model was compressed, as text for a person. */
public final class CompressionText {
    /** Columns of the table of layers. */
    public static final List<Column> COLUMNS = List.of(
            Column.words("Layer"),
            Column.words("Operator"),
            Column.numbers("Weights"),
            Column.words("Becomes"),
            Column.numbers("Parameters"),
            Column.numbers("After"),
            Column.numbers("Lost"),
            Column.words(""));

    private static final String NONE = "none";

    /** Layers with the same weights that a line has room for. */
    private static final int MOST_NAMED = 3;

    private CompressionText() {}

    /**
     * A report for a terminal.
     *
     * @param report what came of a compression
     * @return tables and sentences, each line with its end
     */
    public static String render(CompressionReport report) {
        Table table = new Table(COLUMNS);
        rows(report).forEach(row -> table.row(row.toArray(String[]::new)));
        StringBuilder text = new StringBuilder(table.render());
        report.leftAlone().forEach(left -> text.append(Lines.line("%s", leftAlone(left))));
        text.append(Lines.line("%s", summary(report)));
        report.training().ifPresent(training -> text.append(TrainingText.render(training, data(report))));
        report.drawnOutputs()
                .filter(drawn -> !report.calibration().equals(NONE))
                .ifPresent(drawn -> text.append(Lines.line(
                        "Outputs on %,d random inputs: relative difference %s, largest %s",
                        drawn.samples(),
                        DifferenceText.number(drawn.relative()),
                        DifferenceText.number(drawn.largest()))));
        text.append(proof(report));
        Gains.lines(report).forEach(line -> text.append(Lines.line("%s", line)));
        return text.toString();
    }

    /** What became of each layer, one row each. */
    public static List<List<String>> rows(CompressionReport report) {
        return report.layers().stream()
                .map(layer -> List.of(
                        layer.name(),
                        layer.operator().toLowerCase(Locale.ROOT),
                        layer.inputs() + " x " + layer.outputs(),
                        layer.form(),
                        RunText.count(layer.parametersBefore()),
                        RunText.count(layer.parametersAfter()),
                        RunText.percent(layer.lost()),
                        remarks(layer)))
                .toList();
    }

    /** What layers have the same weights, and what else there is to say. */
    private static String remarks(CompressionReport.Layer layer) {
        Stream<String> tied = layer.tied().isEmpty()
                ? Stream.empty()
                : Stream.of("also "
                        + layer.tied().stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                        + (layer.tied().size() > MOST_NAMED
                                ? " and " + (layer.tied().size() - MOST_NAMED) + " more"
                                : ""));
        return Stream.concat(tied, layer.note().stream()).collect(Collectors.joining("; "));
    }

    /** Why a layer stays as it is, without a line break. */
    public static String leftAlone(SkippedLayer layer) {
        return layer.name() + " (" + layer.operator() + ") is left alone: " + layer.reason();
    }

    /** All layers together, without a line break. */
    public static String summary(CompressionReport report) {
        return String.format(
                Locale.ROOT,
                "Layers that can be factorised: %,d -> %,d parameters, %.2fx%s, by %s and %s; calibration: %s",
                report.parametersBefore(),
                report.parametersAfter(),
                (double) report.parametersBefore() / report.parametersAfter(),
                ByteText.layers(report),
                report.decomposer(),
                report.allocator(),
                report.calibration());
    }

    /** The data's name. */
    public static String data(CompressionReport report) {
        return report.calibration().replaceFirst("^[\\d,]+ samples? of ", "");
    }

    /** How the files differ; empty if the model cannot be run here. */
    public static Optional<DifferenceReport> difference(CompressionReport report) {
        String on = report.calibration().equals(NONE)
                ? "random inputs"
                : (report.training().isPresent() ? data(report) : "the calibration data")
                        + CompressionReport.kept(report.outputs(), report.keptBack());
        return report.outputs()
                .map(outputs -> new DifferenceReport(
                        report.schema(),
                        report.eckart(),
                        report.before(),
                        report.after(),
                        on,
                        report.text(),
                        outputs,
                        report.latency(),
                        report.objections(),
                        report.verdict()));
    }

    private static String proof(CompressionReport report) {
        return difference(report)
                .map(DifferenceText::render)
                .orElseGet(() -> Lines.line(
                                "All weights: %,d -> %,d parameters, %,d -> %,d bytes",
                                report.before().costs().parameters(),
                                report.after().costs().parameters(),
                                report.before().costs().bytes(),
                                report.after().costs().bytes())
                        + Lines.line("%s", DifferenceText.verdict(report.verdict(), report.objections())));
    }
}
