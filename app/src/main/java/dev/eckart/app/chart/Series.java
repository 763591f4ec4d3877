package dev.eckart.app.chart;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Points that belong together.
 *
 * @param name what they are called in the legend; empty for nothing
 * @param ink their colour
 * @param marker how each of them looks
 * @param joined whether a line goes from one to the next
 * @param points the points, in the order of the line
 */
public record Series(String name, Ink ink, Marker marker, boolean joined, List<Point> points) {
    /** How a point looks: of another form for each series, so that colours need not be told apart. */
    public enum Marker {
        /** Nothing to be seen. */
        NONE,
        /** A filled circle. */
        DOT,
        /** A circle. */
        RING,
        /** A square. */
        SQUARE,
        /** A square on its corner. */
        DIAMOND,
        /** A triangle. */
        TRIANGLE;

        private static final List<Marker> SERIES = List.of(DOT, SQUARE, DIAMOND, TRIANGLE, RING);

        /**
         * The marker of one of several series, so that they differ without their colours too.
         *
         * @param number which series, from 0
         * @return its marker; they repeat after the last
         */
        public static Marker series(int number) {
            return SERIES.get(number % SERIES.size());
        }
    }

    /**
     * A point.
     *
     * @param x its value along the axis
     * @param y its value upwards
     * @param deviation how far it may be off upwards and downwards, drawn as a bar
     * @param label what is written beside it; empty for nothing
     * @param tooltip what is said of it when it is pointed at; empty for nothing
     */
    public record Point(double x, double y, OptionalDouble deviation, String label, String tooltip) {
        /** A point without a bar. */
        public Point(double x, double y, String label, String tooltip) {
            this(x, y, OptionalDouble.empty(), label, tooltip);
        }
    }

    /**
     * A line without markers.
     *
     * @param name what it is called in the legend
     * @param ink its colour
     * @param points its corners
     * @return a series
     */
    public static Series line(String name, Ink ink, List<Point> points) {
        return new Series(name, ink, Marker.NONE, true, points);
    }

    /**
     * Points without a line.
     *
     * @param name what they are called in the legend
     * @param ink their colour
     * @param marker how they look
     * @param points the points
     * @return a series
     */
    public static Series points(String name, Ink ink, Marker marker, List<Point> points) {
        return new Series(name, ink, marker, false, points);
    }
}
