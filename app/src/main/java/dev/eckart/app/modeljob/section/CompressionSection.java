package dev.eckart.app.modeljob.section;

import dev.eckart.app.console.Table.Column;
import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.HtmlTable;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.html.Result;
import dev.eckart.app.modeljob.report.CompressionReport;
import dev.eckart.app.modeljob.report.CompressionText;
import dev.eckart.app.modeljob.report.DifferenceReport;
import dev.eckart.app.modeljob.report.DifferenceText;
import dev.eckart.app.modeljob.report.Gains;
import java.util.List;
import java.util.Optional;

/** Compressed ONNX models in a report: what became of each layer, and what was proved of the file. */
public final class CompressionSection implements ReportSection {
    /** Rows that a page has room for. */
    private static final int MOST = 500;

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public int order() {
        return 750;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return data.section(
                "Compressed ONNX models",
                Result.COMPRESSION,
                (fragment, result) -> shown(fragment, result.as(CompressionReport.class)));
    }

    private static Fragment shown(Fragment before, CompressionReport report) {
        Fragment fragment = before.paragraph(CompressionText.summary(report).replace("->", "→"))
                .charts(LayerBars.of(report))
                .table(layers(report))
                .list(first(report.leftAlone().stream()
                        .map(CompressionText::leftAlone)
                        .toList()));
        Fragment trained = report.training()
                .map(training ->
                        TuningSection.training(fragment, report.after().file(), training, CompressionText.data(report)))
                .orElse(fragment);
        return CompressionText.difference(report)
                .map(difference -> EmbeddingFigures.shown(
                        trained.table(files(difference))
                                .list(DifferenceText.outputs(difference.inputs(), difference.outputs())),
                        difference.outputs()))
                .orElse(trained)
                .list(Gains.lines(report))
                .paragraph(DifferenceText.verdict(report.verdict(), report.objections()));
    }

    /** Costs and times of two files. */
    static HtmlTable files(DifferenceReport difference) {
        return new HtmlTable(
                "The files: " + difference.before().file() + " and "
                        + difference.after().file(),
                DifferenceText.COLUMNS,
                first(typeset(DifferenceText.rows(difference))));
    }

    private static HtmlTable layers(CompressionReport report) {
        List<Column> columns = CompressionText.COLUMNS;
        return new HtmlTable("Layers before and after", columns, first(CompressionText.rows(report)));
    }

    /** A page has signs that not every terminal has. */
    private static List<List<String>> typeset(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell.replaceFirst(" us$", " µs").replaceFirst("(\\d)x$", "$1×"))
                        .toList())
                .toList();
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(MOST, all.size()));
    }
}
