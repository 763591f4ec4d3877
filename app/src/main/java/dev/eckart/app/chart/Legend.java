package dev.eckart.app.chart;

import java.util.ArrayList;
import java.util.List;

/** The names of several series in rows above the plot. */
final class Legend {
    private static final double ROW = 19;
    private static final double KEY = 22;
    private static final double GAP = 14;

    private Legend() {}

    static int height(XyChart chart) {
        return (int) (ROW * entries(chart).stream().mapToInt(Entry::row).max().orElse(-1) + ROW);
    }

    /** A name and its place. */
    private record Entry(Series series, double x, int row) {
        String name() {
            return series.name();
        }
    }

    static List<ChartElement> shapes(XyChart chart) {
        List<ChartElement> shapes = new ArrayList<>();
        for (Entry entry : entries(chart)) {
            double y = Frame.HEADING + ROW * (entry.row() + 0.5);
            Series series = entry.series();
            if (series.joined()) {
                shapes.add(ChartElement.line(entry.x(), y, entry.x() + KEY - 6, y, series.ink())
                        .with("stroke-width", 2));
            }
            if (series.marker() != Series.Marker.NONE) {
                shapes.add(Markers.shape(series.marker(), series.ink(), entry.x() + (KEY - 6) / 2, y));
            }
            shapes.add(ChartElement.text(
                    entry.x() + KEY, y + 0.35 * Text.SIZE, entry.name(), chart.width() - entry.x() - KEY));
        }
        return shapes;
    }

    private static List<Entry> entries(XyChart chart) {
        List<Entry> entries = new ArrayList<>();
        double x = 0;
        int row = 0;
        for (Series series : chart.series()) {
            if (series.name().isEmpty()) {
                continue;
            }
            double width = KEY + Text.width(series.name());
            if (x > 0 && x + width > chart.width()) {
                x = 0;
                row++;
            }
            entries.add(new Entry(series, x, row));
            x += width + GAP;
        }
        return entries;
    }
}
