package dev.eckart.app.frontier;

import dev.eckart.app.console.Table.Column;
import dev.eckart.app.html.Figure;
import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.HtmlTable;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Frontiers in a report: accuracy against parameters with deviations as bars, and every point as a row. */
public final class FrontierSection implements ReportSection {
    /** The column from which on cells are numbers. */
    private static final int FIRST_NUMBER = 3;

    @Override
    public String name() {
        return "frontier";
    }

    @Override
    public int order() {
        return 700;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return data.section(
                "Frontier",
                RunDirectory.FRONTIER,
                (fragment, result) -> shown(fragment, result.as(FrontierReport.class)));
    }

    private static Fragment shown(Fragment before, FrontierReport report) {
        return before.paragraph(sentence(report))
                .charts(figures(report))
                .table(table(report))
                .paragraph("Marked * : no other point is both smaller and more accurate.");
    }

    private static List<Figure> figures(FrontierReport report) {
        String bars = report.seeds().size() == 1
                ? "Each point is one network; a single seed has no deviation."
                : "Means over the seeds; bars reach one standard deviation up and down.";
        Figure size = new Figure("frontier", FrontierChart.overParameters(report), bars);
        return FrontierChart.overTime(report)
                .map(time -> List.of(
                        size, new Figure("frontier-time", time, bars + " Times are measured in turn with the base.")))
                .orElse(List.of(size));
    }

    private static String sentence(FrontierReport report) {
        String seeds = report.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "Top-1 accuracy on the " + RunText.count(report.dataset().test()) + " test pictures of "
                + report.dataset().name() + ", seeds " + seeds + "; "
                + report.backend().name() + " "
                + report.backend().version() + ", " + report.backend().precision()
                + String.format(Locale.ROOT, "; %.1f s.", report.seconds());
    }

    private static HtmlTable table(FrontierReport report) {
        return new HtmlTable(
                "Accuracy in %",
                List.of(
                        Column.words("Decomposer"),
                        Column.words("Allocator"),
                        Column.words("Size"),
                        Column.numbers("Parameters"),
                        Column.numbers("True ratio"),
                        Column.numbers("Factorised"),
                        Column.numbers("Fine-tuned"),
                        Column.numbers("To the base, points"),
                        Column.numbers("A picture alone"),
                        Column.numbers("Of the base’s time"),
                        Column.words("")),
                rows(report));
    }

    /** As on a terminal, with the signs that a page has, and with what failed where something did. */
    private static List<List<String>> rows(FrontierReport report) {
        List<List<String>> rows = new ArrayList<>();
        for (List<String> plain : FrontierText.rows(report)) {
            List<String> row = new ArrayList<>(plain);
            row.subList(FIRST_NUMBER, row.size() - 1).replaceAll(FrontierSection::typeset);
            rows.add(row);
        }
        for (int i = 0; i < report.points().size(); i++) {
            FrontierPoint point = report.points().get(i);
            if (point.measured().isEmpty()) {
                List<String> row = rows.get(i + 1);
                row.set(row.size() - 1, "failed: " + point.failure().orElse("not measured"));
            }
        }
        return rows;
    }

    private static String typeset(String number) {
        return number.replace("+-", "±").replace('-', '−').replace('x', '×').replace("us", "µs");
    }
}
