package dev.eckart.app.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The data of a chart: rules, lines, bars of deviation, markers and labels.
 *
 * @param chart the chart
 * @param frame its axes
 */
record Marks(XyChart chart, Frame frame) {
    List<ChartElement> shapes() {
        List<ChartElement> shapes = new ArrayList<>();
        Labels labels = new Labels(new Labels.Box(frame.left(), frame.top() - 8, chart.width(), frame.bottom() + 4));
        chart.series()
                .forEach(series -> shown(series).stream()
                        .filter(point -> series.marker() != Series.Marker.NONE
                                || !point.label().isEmpty())
                        .forEach(point -> labels.keepFree(frame.x(point.x()), frame.y(point.y()))));
        List<XyChart.Rule> rules = chart.rules().stream()
                .filter(rule -> chart.x().scale().shows(rule.at()))
                .toList();
        rules.forEach(rule -> labels.keepFree(frame.x(rule.at())));
        rules.forEach(rule -> draw(rule, shapes, labels));
        chart.series().forEach(series -> draw(series, shapes, labels));
        return shapes;
    }

    private void draw(XyChart.Rule rule, List<ChartElement> shapes, Labels labels) {
        double x = frame.x(rule.at());
        shapes.add(ChartElement.line(x, frame.top(), x, frame.bottom(), rule.ink())
                .with("stroke-dasharray", "4 3")
                .saying(rule.tooltip()));
        labels.along(x, rule.label()).map(text -> text.filled(rule.ink())).ifPresent(shapes::add);
    }

    private List<Series.Point> shown(Series series) {
        return series.points().stream()
                .filter(point -> frame.shows(point.x(), point.y()))
                .toList();
    }

    private void draw(Series series, List<ChartElement> shapes, Labels labels) {
        List<Series.Point> points = shown(series);
        if (series.joined() && points.size() > 1) {
            double[] places = points.stream()
                    .flatMap(point -> List.of(frame.x(point.x()), frame.y(point.y())).stream())
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            shapes.add(ChartElement.path(places).stroked(series.ink(), 2).with("stroke-linejoin", "round"));
        }
        for (Series.Point point : points) {
            double x = frame.x(point.x());
            double y = frame.y(point.y());
            point.deviation().ifPresent(deviation -> shapes.add(bar(point, deviation, series.ink())));
            if (series.marker() != Series.Marker.NONE || !point.tooltip().isEmpty()) {
                shapes.add(Markers.shape(series.marker(), series.ink(), x, y).saying(point.tooltip()));
            }
            if (!point.label().isEmpty()) {
                labels.beside(x, y, point.label()).ifPresent(shapes::add);
            }
        }
    }

    private ChartElement bar(Series.Point point, double deviation, Ink ink) {
        double x = frame.x(point.x());
        double high = Math.max(frame.top(), frame.y(point.y() + deviation));
        double low = Math.min(frame.bottom(), frame.y(point.y() - deviation));
        ChartElement stem = ChartElement.line(x, high, x, low, ink);
        String ends = "M" + Svg.number(x - 4) + " " + Svg.number(high) + "h8M" + Svg.number(x - 4) + " "
                + Svg.number(low) + "h8";
        return stem.with("d", stem.attributes().get("d") + ends).with("stroke-width", 1.5);
    }
}
