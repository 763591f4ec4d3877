package dev.eckart.app.chart;

/** Draws the markers of a series. */
final class Markers {
    private static final double RADIUS = 4;

    private Markers() {}

    static ChartElement shape(Series.Marker marker, Ink ink, double x, double y) {
        return switch (marker) {
            case NONE -> ChartElement.circle(x, y, 2 * RADIUS).filled(ink, 0);
            case DOT -> ChartElement.circle(x, y, RADIUS).filled(ink);
            case RING -> ChartElement.circle(x, y, RADIUS).stroked(ink, 2).filled(Ink.SURFACE);
            case SQUARE ->
                ChartElement.rect(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS)
                        .filled(ink);
            case DIAMOND -> closed(ink, x, y - 5.5, x + 5.5, y, x, y + 5.5, x - 5.5, y);
            case TRIANGLE -> closed(ink, x, y - 5, x + 5, y + 4, x - 5, y + 4);
        };
    }

    private static ChartElement closed(Ink ink, double... corners) {
        ChartElement open = ChartElement.path(corners);
        return open.with("d", open.attributes().get("d") + "Z").filled(ink);
    }
}
