package dev.eckart.app.html;

import dev.eckart.app.chart.ChartAxis;
import dev.eckart.app.chart.Scale;
import dev.eckart.app.chart.Series;
import dev.eckart.app.chart.Series.Point;
import dev.eckart.app.chart.XyChart;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** Axes for networks: accuracy in % over parameters or time, which differ by factors. */
public final class AccuracyAxes {
    /** From the smallest network to the largest. */
    public static final Comparator<Point> BY_SIZE = Comparator.comparingDouble(Point::x);

    private AccuracyAxes() {}

    /**
     * What networks are compared by, which differs by factors.
     *
     * @param label what it is
     * @param format how a round value is written
     */
    public record Cost(String label, DoubleFunction<String> format) {}

    /** Numbers of parameters. */
    private static final Cost PARAMETERS = new Cost("parameters, logarithmic", AccuracyAxes::count);

    /** Times by that of the base. */
    public static final Cost TIME = new Cost("time of a picture alone by the base's, logarithmic", AccuracyAxes::plain);

    /**
     * Draws series on axes that show all of their points with their bars.
     *
     * @param description what it shows, in words
     * @param series parameters along, accuracy in % upwards
     * @return the chart
     */
    public static XyChart chart(String description, List<Series> series) {
        return chart(description, PARAMETERS, series);
    }

    /**
     * The same over something else than parameters.
     *
     * @param description what it shows, in words
     * @param cost what is along
     * @param series that along, accuracy in % upwards
     * @return the chart
     */
    public static XyChart chart(String description, Cost cost, List<Series> series) {
        List<Point> all = series.stream().flatMap(one -> one.points().stream()).toList();
        return new XyChart(
                description,
                new ChartAxis(cost.label(), Scale.Log.covering(all.stream().mapToDouble(Point::x)), cost.format()),
                new ChartAxis(
                        "accuracy on the test pictures, %",
                        Scale.Linear.covering(all.stream().flatMapToDouble(AccuracyAxes::reach)), AccuracyAxes::plain),
                series,
                List.of());
    }

    private static DoubleStream reach(Point point) {
        double deviation = point.deviation().orElse(0);
        return DoubleStream.of(point.y() - deviation, point.y() + deviation);
    }

    private static String count(double parameters) {
        return parameters >= 1000 ? plain(parameters / 1000) + "k" : plain(parameters);
    }

    /**
     * A round value with no more digits than it has.
     *
     * @param value a value of at most four decimals
     * @return its digits
     */
    public static String plain(double value) {
        return String.format(Locale.ROOT, "%.4f", value)
                .replaceFirst("\\.?0+$", "")
                .replace('-', '−');
    }
}
