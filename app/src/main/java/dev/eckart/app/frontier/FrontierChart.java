package dev.eckart.app.frontier;

import dev.eckart.app.chart.Ink;
import dev.eckart.app.chart.Series;
import dev.eckart.app.chart.Series.Marker;
import dev.eckart.app.chart.Series.Point;
import dev.eckart.app.chart.XyChart;
import dev.eckart.app.html.AccuracyAxes;
import dev.eckart.app.report.RunText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Draws a frontier: a series for each way to compress. */
final class FrontierChart {
    private FrontierChart() {}

    static XyChart of(FrontierReport report) {
        Map<String, List<FrontierPoint>> ways = report.points().stream()
                .filter(point -> point.measured().isPresent())
                .collect(Collectors.groupingBy(
                        point -> point.decomposer() + ", " + point.allocator(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Series> series = new ArrayList<>();
        BasePoint base = report.base();
        series.add(Series.points(
                "base", Ink.TEXT, Marker.DIAMOND, List.of(point("base", base.parameters(), base.accuracy()))));
        ways.forEach((way, points) -> {
            int number = series.size() - 1;
            series.add(new Series(
                    way,
                    Ink.series(number),
                    Marker.series(number),
                    true,
                    points.stream()
                            .map(FrontierChart::point)
                            .sorted(AccuracyAxes.BY_SIZE)
                            .toList()));
        });
        return AccuracyAxes.chart("Accuracy over parameters of each way to compress", series);
    }

    private static Point point(FrontierPoint point) {
        Measured found = point.measured().orElseThrow();
        return point(point.name(), found.parameters().mean(), found.accuracy());
    }

    private static Point point(String who, double parameters, Spread accuracy) {
        boolean several = !Double.isNaN(accuracy.deviation());
        return new Point(
                parameters,
                100 * accuracy.mean(),
                several ? OptionalDouble.of(100 * accuracy.deviation()) : OptionalDouble.empty(),
                "",
                who + ": " + RunText.count(Math.round(parameters)) + " parameters, "
                        + FrontierText.accuracy(accuracy).replace("+-", "±") + " %");
    }
}
