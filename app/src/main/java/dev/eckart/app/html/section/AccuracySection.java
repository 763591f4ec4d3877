package dev.eckart.app.html.section;

import dev.eckart.app.console.Table.Column;
import dev.eckart.app.html.Figure;
import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.HtmlTable;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.text.DocumentFigures;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Accuracy against parameters, with the base and the document's figures. */
public final class AccuracySection implements ReportSection {
    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return data.run().map(run -> {
            RunReport report = run.report();
            boolean document = DocumentFigures.concern(report);
            Fragment fragment = Fragment.titled("Accuracy against parameters")
                    .charts(List.of(
                            new Figure(
                                    "accuracy",
                                    AccuracyChart.of(report),
                                    "Every network of the run. Further left is smaller, higher up is better."
                                            + (document ? " The document gives no figure for its 4x." : "")),
                            new Figure(
                                    "accuracy-fine-tuned",
                                    AccuracyChart.fineTuned(report),
                                    "Base and fine-tuned networks alone, on an axis of their own.")))
                    .table(table(report, document));
            return document && report.compressed().stream().anyMatch(DocumentFigures::remarked)
                    ? fragment.paragraph(DocumentFigures.FOOTNOTE)
                    : fragment;
        });
    }

    private static HtmlTable table(RunReport report, boolean document) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.words("Network"),
                Column.numbers("Parameters"),
                Column.numbers("True ratio"),
                Column.numbers("Factorised"),
                Column.numbers("Fine-tuned"),
                Column.numbers("To the base, points"),
                Column.numbers("Test loss"),
                Column.words("Ranks")));
        List<List<String>> rows = new ArrayList<>();
        NetworkReport base = report.base();
        rows.add(new ArrayList<>(List.of(
                "base",
                RunText.count(base.parameters()),
                Words.ratio(1),
                "",
                Words.percent(base.test().accuracy()) + Words.status(base.status()),
                "",
                Words.loss(base.test().loss()),
                "")));
        report.compressed().forEach(level -> rows.add(row(level, base)));
        if (document) {
            columns.add(Column.numbers("The document"));
            rows.get(0).add("");
            for (int i = 0; i < report.compressed().size(); i++) {
                rows.get(i + 1)
                        .add(DocumentFigures.of(report.compressed().get(i)).orElse(""));
            }
        }
        return new HtmlTable(
                "Top-1 accuracy on the " + RunText.count(report.dataset().test()) + " test pictures", columns, rows);
    }

    private static List<String> row(LevelReport level, NetworkReport base) {
        return new ArrayList<>(List.of(
                level.title(),
                RunText.count(level.parameters()),
                Words.ratio(level.ratio()),
                Words.percent(level.beforeFineTune().test().accuracy()),
                Words.accuracy(level),
                Words.points(level.test().accuracy() - base.test().accuracy()),
                Words.loss(level.test().loss()),
                RunText.choices(level.choices())));
    }
}
