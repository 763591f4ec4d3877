package dev.eckart.app.html.section;

import dev.eckart.app.chart.Ink;
import dev.eckart.app.chart.Series;
import dev.eckart.app.chart.Series.Marker;
import dev.eckart.app.chart.Series.Point;
import dev.eckart.app.chart.XyChart;
import dev.eckart.app.html.AccuracyAxes;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.text.DocumentFigures;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws accuracy over parameters. */
final class AccuracyChart {
    private AccuracyChart() {}

    static XyChart of(RunReport report) {
        List<Series> series = new ArrayList<>();
        series.add(Series.points(
                "just factorised",
                Ink.MUTED,
                Marker.RING,
                points(report, level -> level.beforeFineTune().test().accuracy(), false)));
        if (DocumentFigures.concern(report)) {
            series.add(Series.points("the document", Ink.ORANGE, Marker.SQUARE, document()));
        }
        series.addAll(networks(report));
        return AccuracyAxes.chart("Accuracy over parameters of the base and of each level", series);
    }

    /** The base and what came of the fine-tuning, whose differences are small beside what went wrong. */
    static XyChart fineTuned(RunReport report) {
        return AccuracyAxes.chart(
                "Accuracy over parameters of the base and of each level, fine-tuned", networks(report));
    }

    private static List<Series> networks(RunReport report) {
        long parameters = report.base().parameters();
        double accuracy = report.base().test().accuracy();
        return List.of(
                Series.points(
                        "fine-tuned",
                        Ink.BLUE,
                        Marker.DOT,
                        points(report, level -> level.test().accuracy(), true)),
                Series.points("base", Ink.TEXT, Marker.DIAMOND, List.of(point("", "base", parameters, accuracy, ""))));
    }

    static Point point(String label, String who, long parameters, double accuracy, String remark) {
        return new Point(
                parameters,
                100 * accuracy,
                label,
                who + ": " + RunText.count(parameters) + " parameters, " + Words.percent(accuracy) + remark);
    }

    private static List<Point> points(RunReport report, ToDoubleFunction<LevelReport> accuracy, boolean labelled) {
        return report.compressed().stream()
                .map(level -> point(
                        labelled ? level.title() : "",
                        level.title() + (labelled ? "" : ", just factorised"),
                        level.parameters(),
                        accuracy.applyAsDouble(level),
                        labelled ? Words.status(level.status()) : ""))
                .toList();
    }

    private static List<Point> document() {
        return DocumentFigures.points().stream()
                .map(point -> point(
                        "",
                        "the document's " + point.title(),
                        point.parameters(),
                        point.accuracy(),
                        point.remark().isEmpty() ? "" : ", " + point.remark()))
                .toList();
    }
}
