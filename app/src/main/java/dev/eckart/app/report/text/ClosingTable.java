package dev.eckart.app.report.text;

import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.TrainingStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table a run ends in: a row a level, beside the figures of the document that the run repeats. */
public final class ClosingTable {
    private ClosingTable() {}

    /**
     * Renders it.
     *
     * @param report a whole run
     * @return lines of text
     */
    public static String render(RunReport report) {
        boolean document = DocumentFigures.concern(report);
        List<Column> columns = new ArrayList<>(List.of(
                Column.words("Level"),
                Column.words("Ranks"),
                Column.numbers("Parameters"),
                Column.numbers("True ratio"),
                Column.numbers("Time"),
                Column.numbers("Quartiles"),
                Column.numbers("Factorised"),
                Column.numbers("Fine-tuned"),
                Column.words("")));
        if (document) {
            columns.add(Column.numbers("The document"));
        }
        Table table = new Table(columns);
        NetworkReport base = report.base();
        row(
                table,
                document,
                "base",
                "",
                RunText.count(base.parameters()),
                RunText.ratio(1),
                SpeedText.microseconds(base.latency().batch1Microseconds()),
                SpeedText.quartiles(base.latency()),
                "",
                RunText.percent(base.test().accuracy()),
                word(base.status()),
                "");
        for (LevelReport level : report.compressed()) {
            row(
                    table,
                    document,
                    level.title(),
                    RunText.choices(level.choices()),
                    RunText.count(level.parameters()),
                    RunText.ratio(level.ratio()),
                    SpeedText.microseconds(level.latency().batch1Microseconds()),
                    SpeedText.quartiles(level.latency()),
                    RunText.percent(level.beforeFineTune().test().accuracy()),
                    RunText.percent(level.test().accuracy()),
                    word(level.status()),
                    DocumentFigures.of(level).orElse(""));
        }
        boolean footnote = document && report.compressed().stream().anyMatch(DocumentFigures::remarked);
        return "Top-1 accuracy on the " + RunText.count(report.dataset().test()) + " test pictures of "
                + report.dataset().name() + ", and median time for one picture\n" + table.render()
                + (footnote ? DocumentFigures.FOOTNOTE + "\n" : "")
                + (report.compressed().isEmpty() ? "" : GainsTable.render(report))
                + report.missed().stream()
                        .map(missed -> missed.title() + " is left out: " + missed.reason() + "\n")
                        .collect(Collectors.joining());
    }

    private static String word(TrainingStatus status) {
        return status == TrainingStatus.TRAINED ? "" : status.name().toLowerCase(Locale.ROOT);
    }

    /** The last cell is the document's figure, which only its own network has a column for. */
    private static void row(Table table, boolean document, String... cells) {
        table.row(document ? cells : Arrays.copyOf(cells, cells.length - 1));
    }
}
