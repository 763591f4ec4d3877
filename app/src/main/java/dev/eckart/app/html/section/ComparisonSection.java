package dev.eckart.app.html.section;

import dev.eckart.app.chart.Ink;
import dev.eckart.app.chart.Series;
import dev.eckart.app.chart.Series.Marker;
import dev.eckart.app.chart.Series.Point;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.html.AccuracyAxes;
import dev.eckart.app.html.Figure;
import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.HtmlTable;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportData.Run;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Several runs side by side. */
public final class ComparisonSection implements ReportSection {
    @Override
    public String name() {
        return "comparison";
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return Optional.of(data.runs())
                .filter(runs -> runs.size() > 1)
                .map(runs -> Fragment.titled("Runs side by side")
                        .charts(List.of(chart(runs)))
                        .table(settings(runs))
                        .table(networks(runs)));
    }

    private static Figure chart(List<Run> runs) {
        List<Series> series = new ArrayList<>();
        for (Run run : runs) {
            int number = series.size();
            List<Point> points = new ArrayList<>();
            RunReport report = run.report();
            String name = run.result().name();
            points.add(point(
                    name + ", base",
                    report.base().parameters(),
                    report.base().test().accuracy(),
                    ""));
            report.compressed()
                    .forEach(level -> points.add(point(
                            name + ", " + level.title(),
                            level.parameters(),
                            level.test().accuracy(),
                            Words.status(level.status()))));
            Marker marker = Marker.series(number);
            series.add(Series.points(name, Ink.series(number), marker, points));
        }
        return new Figure(
                "comparison",
                AccuracyAxes.chart("Accuracy over parameters of several runs", series),
                "Test accuracy of the networks of each run, the base among them.");
    }

    private static Point point(String who, long parameters, double accuracy, String remark) {
        return AccuracyChart.point("", who, parameters, accuracy, remark);
    }

    private static HtmlTable settings(List<Run> runs) {
        return new HtmlTable(
                "What ran",
                List.of(
                        Column.words("Run"),
                        Column.words("Preset"),
                        Column.numbers("Seed"),
                        Column.words("Backend"),
                        Column.words("Precision"),
                        Column.words("Data"),
                        Column.numbers("Time")),
                runs.stream().map(ComparisonSection::settings).toList());
    }

    private static List<String> settings(Run run) {
        RunReport report = run.report();
        return List.of(
                run.result().name(),
                report.preset(),
                String.valueOf(report.seed()),
                report.backend().name() + " " + report.backend().version(),
                report.backend().precision(),
                report.dataset().name() + " "
                        + report.dataset()
                                .sha256()
                                .substring(
                                        0, Math.min(8, report.dataset().sha256().length())),
                String.format(Locale.ROOT, "%.1f s", report.seconds()));
    }

    private static HtmlTable networks(List<Run> runs) {
        List<List<String>> rows = new ArrayList<>();
        for (Run run : runs) {
            RunReport report = run.report();
            String name = run.result().name();
            double base = report.base().test().accuracy();
            rows.add(List.of(
                    name,
                    "base",
                    RunText.count(report.base().parameters()),
                    Words.ratio(1),
                    "",
                    Words.percent(base) + Words.status(report.base().status()),
                    "",
                    Words.microseconds(report.base().latency().batch1Microseconds())));
            report.compressed().forEach(level -> rows.add(row(name, level, base)));
        }
        return new HtmlTable(
                "Networks",
                List.of(
                        Column.words("Run"),
                        Column.words("Network"),
                        Column.numbers("Parameters"),
                        Column.numbers("True ratio"),
                        Column.numbers("Factorised"),
                        Column.numbers("Fine-tuned"),
                        Column.numbers("To the base, points"),
                        Column.numbers("A picture alone")),
                rows);
    }

    private static List<String> row(String run, LevelReport level, double base) {
        return List.of(
                run,
                level.title(),
                RunText.count(level.parameters()),
                Words.ratio(level.ratio()),
                Words.percent(level.beforeFineTune().test().accuracy()),
                Words.accuracy(level),
                Words.points(level.test().accuracy() - base),
                Words.microseconds(level.latency().batch1Microseconds()));
    }
}
