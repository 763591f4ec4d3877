package dev.eckart.app.modeljob.section;

import dev.eckart.app.chart.ChartAxis;
import dev.eckart.app.chart.Ink;
import dev.eckart.app.chart.Scale;
import dev.eckart.app.chart.Series;
import dev.eckart.app.chart.Series.Marker;
import dev.eckart.app.chart.Series.Point;
import dev.eckart.app.chart.XyChart;
import dev.eckart.app.html.AccuracyAxes;
import dev.eckart.app.html.Figure;
import dev.eckart.app.modeljob.train.TrainingReport;
import dev.eckart.app.onnx.tune.Tuned;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Draws how the loss of a model fell, epoch by epoch. */
final class LossCurves {
    /** With more epochs, points would lie on each other and tooltips fill the page. */
    private static final int MARKED = 40;

    private LossCurves() {}

    /** While learning, and on samples kept back from before the first step on. A loss of zero has no place on the axis. */
    static List<Figure> of(String name, TrainingReport report) {
        List<Point> learning = new ArrayList<>();
        List<Point> held = new ArrayList<>(List.of(point(report, 0, "before", report.startLoss())));
        for (Tuned.Epoch epoch : report.epochs()) {
            String when = "epoch " + epoch.epoch();
            learning.add(point(report, epoch.epoch(), when + ", while learning", epoch.training()));
            held.add(point(report, epoch.epoch(), when + ", on samples kept back", epoch.held()));
        }
        boolean marked = report.epochs().size() <= MARKED;
        List<Series> series = List.of(
                new Series("while learning", Ink.MUTED, marked ? Marker.RING : Marker.NONE, true, shown(learning)),
                new Series("on samples kept back", Ink.BLUE, marked ? Marker.DOT : Marker.NONE, true, shown(held)));
        DoubleStream heights =
                series.stream().flatMap(one -> one.points().stream()).mapToDouble(Point::y);
        if (series.stream().allMatch(one -> one.points().isEmpty())) {
            return List.of();
        }
        String description = "Loss of " + name + " over the epochs";
        ChartAxis x = new ChartAxis("epoch", new Scale.Whole(0, report.epochs().size()), AccuracyAxes::plain);
        ChartAxis y = new ChartAxis("loss, logarithmic", Scale.Log.covering(heights), LossCurves::number);
        return List.of(
                new Figure(name + "-loss", new XyChart(description, x, y, series, List.of()), description + "."));
    }

    private static String number(double loss) {
        return loss < 1e-3 ? String.format(Locale.ROOT, "%.0e", loss) : AccuracyAxes.plain(loss);
    }

    private static List<Point> shown(List<Point> points) {
        return points.stream().filter(point -> point.y() > 0).toList();
    }

    private static Point point(TrainingReport report, int epoch, String words, double loss) {
        boolean marked = report.epochs().size() <= MARKED;
        return new Point(epoch, loss, "", marked ? words + ": " + String.format(Locale.ROOT, "%.4g", loss) : "");
    }
}
