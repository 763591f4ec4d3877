package dev.eckart.app.html.section;

import dev.eckart.app.chart.Axis;
import dev.eckart.app.chart.Ink;
import dev.eckart.app.chart.Scale;
import dev.eckart.app.chart.Series;
import dev.eckart.app.chart.Series.Marker;
import dev.eckart.app.chart.Series.Point;
import dev.eckart.app.chart.XyChart;
import dev.eckart.app.html.Figure;
import dev.eckart.app.report.BaseReport;
import dev.eckart.app.report.EpochReport;
import dev.eckart.app.report.LevelReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Draws how a training went, epoch by epoch. */
final class TrainingCharts {
    /** With more epochs, points would lie on each other and tooltips fill the page. */
    private static final int MARKED = 40;

    /** As many corners as a line of this width can show. */
    private static final int CORNERS = 400;

    private TrainingCharts() {}

    static Optional<Figure> loss(String title, List<EpochReport> epochs) {
        List<Series> series = List.of(
                series("while learning", Ink.MUTED, Marker.RING, epochs, EpochReport::loss, Words::loss),
                series("on the test pictures", Ink.BLUE, Marker.DOT, epochs, EpochReport::testLoss, Words::loss));
        double[] values = series.stream()
                .flatMap(one -> one.points().stream())
                .mapToDouble(Point::y)
                .toArray();
        Axis y = new Axis("loss, logarithmic", Scale.Log.covering(Arrays.stream(values)), AccuracyChart::plain);
        return figure(title + "-loss", "Loss of " + title + " over the epochs", y, series, epochs);
    }

    static Optional<Figure> accuracy(String title, List<EpochReport> epochs, List<Series> marks) {
        List<Series> series = new ArrayList<>(marks);
        DoubleFunction<String> percent = value -> Words.percent(value / 100);
        series.add(series("while learning", Ink.MUTED, Marker.RING, epochs, epoch -> 100 * epoch.accuracy(), percent));
        series.add(series(
                "on the test pictures", Ink.BLUE, Marker.DOT, epochs, epoch -> 100 * epoch.testAccuracy(), percent));
        Axis y = new Axis(
                "accuracy, %",
                Scale.Linear.covering(
                        series.stream().flatMap(one -> one.points().stream()).mapToDouble(Point::y)),
                AccuracyChart::plain);
        return figure(title + "-accuracy", "Accuracy of " + title + " over the epochs", y, series, epochs);
    }

    /** Where a fine-tuning starts and what it is to come back to: the base's accuracy, and the factors' own. */
    static List<Series> marks(BaseReport base, LevelReport level) {
        double before = 100 * base.test().accuracy();
        double factorised = 100 * level.beforeFineTune().test().accuracy();
        int last = Math.max(1, level.epochs().size());
        return List.of(
                Series.line("base", Ink.GREEN, List.of(new Point(0, before, "", ""), new Point(last, before, "", ""))),
                Series.points(
                        "just factorised",
                        Ink.ORANGE,
                        Marker.SQUARE,
                        List.of(new Point(0, factorised, "", "just factorised: " + Words.percent(factorised / 100)))));
    }

    private static Optional<Figure> figure(
            String name, String description, Axis y, List<Series> series, List<EpochReport> epochs) {
        if (epochs.isEmpty()) {
            return Optional.empty();
        }
        Axis x = new Axis("epoch", new Scale.Linear(0, Math.max(1, epochs.size())), AccuracyChart::plain);
        return Optional.of(new Figure(name, new XyChart(description, x, y, series, List.of()), description + "."));
    }

    private static Series series(
            String name,
            Ink ink,
            Marker marker,
            List<EpochReport> epochs,
            ToDoubleFunction<EpochReport> figure,
            DoubleFunction<String> words) {
        boolean marked = epochs.size() <= MARKED;
        int every = (epochs.size() + CORNERS - 1) / CORNERS;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < epochs.size(); i++) {
            double value = figure.applyAsDouble(epochs.get(i));
            if (Double.isFinite(value) && (epochs.size() - 1 - i) % every == 0) {
                int epoch = epochs.get(i).epoch();
                String tooltip = marked ? "epoch " + epoch + ", " + name + ": " + words.apply(value) : "";
                points.add(new Point(epoch, value, "", tooltip));
            }
        }
        return new Series(name, ink, marked ? marker : Marker.NONE, true, points);
    }
}
