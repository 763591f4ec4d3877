package dev.eckart.app.frontier;

import dev.eckart.app.console.Table.Column;
import dev.eckart.app.html.Figure;
import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.HtmlTable;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.report.text.RunText;
import dev.eckart.app.report.text.SpeedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Frontiers in a report: accuracy against parameters with deviations as bars, and every point as a row. */
public final class FrontierSection implements ReportSection {
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
        List<List<String>> rows = new ArrayList<>();
        BasePoint base = report.base();
        rows.add(List.of(
                "base",
                "",
                "",
                RunText.count(base.parameters()),
                "1.00×",
                "",
                accuracy(base.accuracy()),
                "",
                microseconds(base.latency().batch1Microseconds()),
                "1.00",
                ""));
        report.points().forEach(point -> rows.add(row(point)));
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
                rows);
    }

    private static List<String> row(FrontierPoint point) {
        return point.measured()
                .map(found -> List.of(
                        point.decomposer(),
                        point.allocator(),
                        point.size(),
                        RunText.count(Math.round(found.parameters().mean())),
                        String.format(Locale.ROOT, "%.2f×", found.ratio()),
                        accuracy(found.factorised()),
                        accuracy(found.accuracy()),
                        String.format(Locale.ROOT, "%+.2f", 100 * found.gain().mean())
                                .replace('-', '−'),
                        microseconds(found.latency().batch1Microseconds()),
                        found.time()
                                .map(time -> FrontierText.share(time).replace("+-", "±"))
                                .orElse(""),
                        FrontierText.mark(found)))
                .orElseGet(() -> List.of(
                        point.decomposer(),
                        point.allocator(),
                        point.size(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "failed: " + point.failure().orElse("not measured")));
    }

    private static String accuracy(Spread spread) {
        return FrontierText.accuracy(spread).replace("+-", "±");
    }

    private static String microseconds(double time) {
        return SpeedText.microseconds(time).replace("us", "µs");
    }
}
