package dev.eckart.app.data.digits;

/** A square picture that strokes are drawn on: how much of each pixel the ink covers, from 0 to 1. */
final class Canvas {
    private final int size;
    private final double[] ink;

    /**
     * An empty picture.
     *
     * @param size height and width in pixels
     */
    Canvas(int size) {
        this.size = size;
        this.ink = new double[size * size];
    }

    /**
     * A pen.
     *
     * @param from width where the stroke begins, in pixels
     * @param to width where it ends
     * @param softness breadth of the edge over which the ink fades, in pixels
     */
    record Pen(double from, double to, double softness) {}

    /**
     * Draws a stroke; what is there already stays.
     *
     * @param stroke the stroke, in pixels; what lies outside is cut off
     * @param pen what to draw with
     */
    void draw(Stroke stroke, Pen pen) {
        for (int i = 1; i < stroke.length(); i++) {
            double done = (double) i / (stroke.length() - 1);
            double reach = (pen.from + done * (pen.to - pen.from)) / 2;
            piece(stroke, i, reach, pen.softness);
        }
    }

    /**
     * Writes the picture out.
     *
     * @param brightness value of a pixel full of ink, 0 to 255
     * @param to where to write
     * @param offset index of the first pixel there
     */
    void write(double brightness, byte[] to, int offset) {
        for (int i = 0; i < ink.length; i++) {
            to[offset + i] = (byte) Math.round(ink[i] * brightness);
        }
    }

    private void piece(Stroke stroke, int end, double reach, double softness) {
        double x1 = stroke.x()[end - 1];
        double y1 = stroke.y()[end - 1];
        double x2 = stroke.x()[end];
        double y2 = stroke.y()[end];
        double margin = reach + softness / 2;
        for (int row = inside(Math.min(y1, y2) - margin); row < inside(Math.max(y1, y2) + margin + 1); row++) {
            for (int column = inside(Math.min(x1, x2) - margin);
                    column < inside(Math.max(x1, x2) + margin + 1);
                    column++) {
                double distance = distance(column + 0.5 - x1, row + 0.5 - y1, x2 - x1, y2 - y1);
                double cover = Math.min(1, (margin - distance) / softness);
                int pixel = row * size + column;
                ink[pixel] = Math.max(ink[pixel], cover);
            }
        }
    }

    private int inside(double coordinate) {
        return (int) Math.max(0, Math.min(size, Math.floor(coordinate)));
    }

    /** Distance of a point from the line piece from the origin to a direction's end. */
    private static double distance(double x, double y, double toX, double toY) {
        double square = toX * toX + toY * toY;
        double along = square == 0 ? 0 : Math.max(0, Math.min(1, (x * toX + y * toY) / square));
        double offX = x - along * toX;
        double offY = y - along * toY;
        return Math.sqrt(offX * offX + offY * offY);
    }
}
