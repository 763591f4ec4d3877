package dev.eckart.app.html.section;

import dev.eckart.app.chart.ChartAxis;
import dev.eckart.app.chart.Ink;
import dev.eckart.app.chart.Scale;
import dev.eckart.app.chart.Series;
import dev.eckart.app.chart.Series.Marker;
import dev.eckart.app.chart.Series.Point;
import dev.eckart.app.chart.XyChart;
import dev.eckart.app.html.AccuracyAxes;
import dev.eckart.app.html.Figure;
import dev.eckart.app.report.EpochReport;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Draws how a training went, epoch by epoch. */
final class TrainingCharts {
    /** With more epochs, points would lie on each other and tooltips fill the page. */
    private static final int MARKED = 40;

    /** As many corners as a line of this width can show. */
    private static final int CORNERS = 400;

    private static final Look LEARNING = new Look("while learning", Ink.MUTED, Marker.RING);
    private static final Look TESTED = new Look("on the test pictures", Ink.BLUE, Marker.DOT);

    private TrainingCharts() {}

    /** How a series is told from another. */
    private record Look(String name, Ink ink, Marker marker) {}

    /** The loss; a single epoch has no curve. */
    static Optional<Figure> loss(String title, List<EpochReport> epochs) {
        if (epochs.size() < 2) {
            return Optional.empty();
        }
        List<Series> series = List.of(
                series(LEARNING, epochs, EpochReport::loss, Words::loss),
                series(TESTED, epochs, EpochReport::testLoss, Words::loss));
        ChartAxis y = new ChartAxis("loss, logarithmic", Scale.Log.covering(heights(series)), AccuracyAxes::plain);
        return figure(title + "-loss", "Loss of " + title + " over the epochs", y, series, epochs);
    }

    /** The accuracy of a network over its training. */
    static Optional<Figure> accuracy(String title, NetworkReport network) {
        List<EpochReport> epochs = network.epochs();
        return epochs.size() < 2
                ? Optional.empty()
                : accuracy(title, epochs, List.of(), accuracies(TESTED, epochs, EpochReport::testAccuracy));
    }

    /** The accuracy of a level from the factors' own on, beside that of the base, which it is to come back to. */
    static Optional<Figure> accuracy(NetworkReport base, LevelReport level) {
        double before = 100 * base.test().accuracy();
        double factorised = level.beforeFineTune().test().accuracy();
        int last = Math.max(1, level.epochs().size());
        Series line =
                Series.line("base", Ink.GREEN, List.of(new Point(0, before, "", ""), new Point(last, before, "", "")));
        Series tested = accuracies(TESTED, level.epochs(), EpochReport::testAccuracy);
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 100 * factorised, "", "just factorised: " + Words.percent(factorised)));
        points.addAll(tested.points());
        return accuracy(
                level.title(),
                level.epochs(),
                List.of(line),
                new Series(tested.name(), tested.ink(), tested.marker(), true, points));
    }

    private static Optional<Figure> accuracy(
            String title, List<EpochReport> epochs, List<Series> behind, Series tested) {
        List<Series> series = new ArrayList<>(behind);
        series.add(accuracies(LEARNING, epochs, EpochReport::accuracy));
        series.add(tested);
        ChartAxis y = new ChartAxis("accuracy, %", Scale.Linear.covering(heights(series)), AccuracyAxes::plain);
        return figure(title + "-accuracy", "Accuracy of " + title + " over the epochs", y, series, epochs);
    }

    private static Series accuracies(Look look, List<EpochReport> epochs, ToDoubleFunction<EpochReport> accuracy) {
        return series(look, epochs, epoch -> 100 * accuracy.applyAsDouble(epoch), value -> Words.percent(value / 100));
    }

    private static DoubleStream heights(List<Series> series) {
        return series.stream().flatMap(one -> one.points().stream()).mapToDouble(Point::y);
    }

    private static Optional<Figure> figure(
            String name, String description, ChartAxis y, List<Series> series, List<EpochReport> epochs) {
        ChartAxis x = new ChartAxis("epoch", new Scale.Whole(0, Math.max(1, epochs.size())), AccuracyAxes::plain);
        return Optional.of(new Figure(name, new XyChart(description, x, y, series, List.of()), description + "."));
    }

    private static Series series(
            Look look, List<EpochReport> epochs, ToDoubleFunction<EpochReport> figure, DoubleFunction<String> words) {
        boolean marked = epochs.size() <= MARKED;
        int every = (epochs.size() + CORNERS - 1) / CORNERS;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < epochs.size(); i++) {
            double value = figure.applyAsDouble(epochs.get(i));
            if (Double.isFinite(value) && (epochs.size() - 1 - i) % every == 0) {
                int epoch = epochs.get(i).epoch();
                String tooltip = marked ? "epoch " + epoch + ", " + look.name() + ": " + words.apply(value) : "";
                points.add(new Point(epoch, value, "", tooltip));
            }
        }
        return new Series(look.name(), look.ink(), marked ? look.marker() : Marker.NONE, true, points);
    }
}
