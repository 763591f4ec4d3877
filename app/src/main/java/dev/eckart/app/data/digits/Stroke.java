package dev.eckart.app.data.digits;

/**
 * One movement of the pen, as a line through points.
 *
 * @param x coordinates from left to right
 * @param y coordinates from top to bottom, as many
 */
record Stroke(double[] x, double[] y) {
    /** Line pieces between two control points: enough that the corners cannot be seen at 28 pixels. */
    private static final int PIECES = 6;

    /**
     * Points on the line.
     *
     * @return how many
     */
    int length() {
        return x.length;
    }

    /**
     * The smooth line through the points: a uniform Catmull-Rom spline (Catmull and Rom, 1974). It has a corner where a
     * point is given twice.
     *
     * @return the line through many points that lie on the spline
     */
    Stroke smooth() {
        int spans = length() - 1;
        double[] smoothX = new double[spans * PIECES + 1];
        double[] smoothY = new double[spans * PIECES + 1];
        for (int i = 0; i <= spans * PIECES; i++) {
            int span = Math.min(i / PIECES, spans - 1);
            double t = (double) i / PIECES - span;
            smoothX[i] = spline(x, span, t);
            smoothY[i] = spline(y, span, t);
        }
        return new Stroke(smoothX, smoothY);
    }

    private static double spline(double[] points, int span, double t) {
        double p0 = points[Math.max(span - 1, 0)];
        double p1 = points[span];
        double p2 = points[span + 1];
        double p3 = points[Math.min(span + 2, points.length - 1)];
        // Next to a point given twice the line is straight at first, which makes the corner.
        double from = (p2 - p0) / 2;
        double to = (p3 - p1) / 2;
        double chord = p2 - p1;
        return p1 + t * (from + t * (3 * chord - 2 * from - to + t * (from + to - 2 * chord)));
    }
}
