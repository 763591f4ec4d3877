package dev.eckart.app.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The axes of a chart, and the room for its data between them.
 *
 * @param chart the chart
 * @param left where the data begin
 * @param top where they end upwards
 * @param right where they end
 * @param bottom where they begin upwards
 */
record Frame(XyChart chart, double left, double top, double right, double bottom) {
    /** Room for the name of the axis upwards. */
    static final double HEADING = 20;

    private static final int TICKS = 6;
    private static final double GAP = 8;

    static Frame of(XyChart chart) {
        double labels = chart.y().scale().ticks(TICKS).stream()
                .map(chart.y().format()::apply)
                .mapToDouble(Text::width)
                .max()
                .orElse(0);
        double top = HEADING + Legend.height(chart) + GAP;
        return new Frame(chart, labels + GAP, top, chart.width() - 14.0, chart.height() - 42.0);
    }

    double x(double value) {
        return left + chart.x().scale().share(value) * (right - left);
    }

    double y(double value) {
        return bottom - chart.y().scale().share(value) * (bottom - top);
    }

    boolean shows(double x, double y) {
        return chart.x().scale().shows(x) && chart.y().scale().shows(y);
    }

    List<ChartElement> shapes() {
        List<ChartElement> shapes = new ArrayList<>();
        shapes.add(ChartElement.text(0, Text.SIZE, chart.y().label()).filled(Ink.MUTED));
        for (double tick : chart.y().scale().ticks(TICKS)) {
            shapes.add(ChartElement.line(left, y(tick), right, y(tick), Ink.GRID));
            shapes.add(ChartElement.text(
                            left - GAP,
                            y(tick) + 0.35 * Text.SIZE,
                            chart.y().format().apply(tick))
                    .anchored(ChartElement.Anchor.END)
                    .filled(Ink.MUTED));
        }
        shapes.add(ChartElement.line(left, bottom, right, bottom, Ink.MUTED));
        for (double tick : chart.x().scale().ticks(TICKS)) {
            shapes.add(ChartElement.line(x(tick), bottom, x(tick), bottom + 4, Ink.MUTED));
            shapes.add(
                    ChartElement.text(x(tick), bottom + 18, chart.x().format().apply(tick))
                            .anchored(ChartElement.Anchor.MIDDLE)
                            .filled(Ink.MUTED));
        }
        shapes.add(ChartElement.text(right, bottom + 36, chart.x().label())
                .anchored(ChartElement.Anchor.END)
                .filled(Ink.MUTED));
        return shapes;
    }
}
