package dev.eckart.app.frontier;

import dev.eckart.app.chart.Ink;
import dev.eckart.app.chart.Series;
import dev.eckart.app.chart.Series.Marker;
import dev.eckart.app.chart.Series.Point;
import dev.eckart.app.chart.XyChart;
import dev.eckart.app.html.AccuracyAxes;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws a frontier: a series for each way to compress. */
final class FrontierChart {
    private FrontierChart() {}

    static XyChart overParameters(FrontierReport report) {
        BasePoint base = report.base();
        return AccuracyAxes.chart(
                "Accuracy over parameters of each way to compress",
                series(
                        report,
                        point("base", base.parameters(), base.accuracy(), size(base.parameters())),
                        FrontierChart::bySize));
    }

    /** Empty where no network was measured in turn with its base. */
    static Optional<XyChart> overTime(FrontierReport report) {
        boolean known = report.points().stream()
                .flatMap(point -> point.measured().stream())
                .anyMatch(found -> found.time().isPresent());
        return known
                ? Optional.of(AccuracyAxes.chart(
                        "Accuracy over time of each way to compress",
                        AccuracyAxes.TIME,
                        series(
                                report,
                                point("base", 1, report.base().accuracy(), "1.00 of the base's time"),
                                FrontierChart::byTime)))
                : Optional.empty();
    }

    private static List<Series> series(
            FrontierReport report, Point base, Function<FrontierPoint, Optional<Point>> point) {
        Map<String, List<FrontierPoint>> ways = report.points().stream()
                .filter(found -> found.measured().isPresent())
                .collect(Collectors.groupingBy(
                        found -> found.decomposer() + ", " + found.allocator(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Series> series = new ArrayList<>();
        series.add(Series.points("base", Ink.TEXT, Marker.DIAMOND, List.of(base)));
        ways.forEach((way, points) -> {
            int number = series.size() - 1;
            series.add(new Series(
                    way,
                    Ink.series(number),
                    Marker.series(number),
                    true,
                    points.stream()
                            .flatMap(found -> point.apply(found).stream())
                            .sorted(AccuracyAxes.BY_SIZE)
                            .toList()));
        });
        return series;
    }

    private static Optional<Point> bySize(FrontierPoint point) {
        Measured found = point.measured().orElseThrow();
        double parameters = found.parameters().mean();
        return Optional.of(point(point.name(), parameters, found.accuracy(), size(parameters)));
    }

    private static String size(double parameters) {
        return RunText.count(Math.round(parameters)) + " parameters";
    }

    private static Optional<Point> byTime(FrontierPoint point) {
        Measured found = point.measured().orElseThrow();
        return found.time()
                .map(time -> point(
                        point.name(),
                        time.mean(),
                        found.accuracy(),
                        FrontierText.share(time).replace("+-", "±") + " of the base's time"));
    }

    private static Point point(String who, double x, Spread accuracy, String cost) {
        boolean several = !Double.isNaN(accuracy.deviation());
        return new Point(
                x,
                100 * accuracy.mean(),
                several ? OptionalDouble.of(100 * accuracy.deviation()) : OptionalDouble.empty(),
                "",
                who + ": " + cost + ", " + FrontierText.accuracy(accuracy).replace("+-", "±") + " %");
    }
}
