package dev.eckart.app.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A square table of coloured cells.
 *
 * @param description what it shows, in words
 * @param heading what is counted
 * @param axes what rows and columns are
 * @param cells one list a row, all of the same length as there are rows
 */
public record HeatMap(String description, String heading, Axes axes, List<List<Cell>> cells) implements Chart {
    private static final int WIDTH = 400;
    private static final double LEFT = 30;
    private static final double TOP = 64;
    /** From here on the colour is so strong that words on it must be of the surface's. */
    private static final double STRONG = 0.55;

    /**
     * What rows and columns are.
     *
     * @param rows what a row is
     * @param columns what a column is
     */
    public record Axes(String rows, String columns) {}

    /**
     * A cell.
     *
     * @param text what is written in it; empty for nothing
     * @param ink its colour
     * @param strength how strong that is, 0 to 1; a cell of 0 is left blank
     * @param tooltip what is said of it when it is pointed at; empty for nothing
     */
    public record Cell(String text, Ink ink, double strength, String tooltip) {}

    private double side() {
        return (WIDTH - LEFT) / cells.size();
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return (int) Math.ceil(TOP + side() * cells.size() + 2);
    }

    @Override
    public List<ChartElement> shapes() {
        List<ChartElement> shapes = new ArrayList<>();
        shapes.add(ChartElement.text(0, Text.SIZE, heading).filled(Ink.MUTED));
        shapes.add(ChartElement.text(0, 36, axes.rows() + " ↓").filled(Ink.MUTED));
        shapes.add(ChartElement.text(WIDTH, 36, axes.columns() + " →")
                .anchored(ChartElement.Anchor.END)
                .filled(Ink.MUTED));
        List<ChartElement> words = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            double middle = side() * (i + 0.5);
            words.add(name(LEFT + middle, TOP - 8, i));
            words.add(name(LEFT / 2, TOP + middle + 0.35 * Text.SIZE, i));
            for (int j = 0; j < cells.size(); j++) {
                draw(cells.get(i).get(j), LEFT + side() * j, TOP + side() * i, shapes, words);
            }
        }
        // The cell below has the tooltip.
        shapes.add(
                ChartElement.group(words).anchored(ChartElement.Anchor.MIDDLE).with("pointer-events", "none"));
        shapes.add(ChartElement.rect(LEFT, TOP, WIDTH - LEFT - 0.5, side() * cells.size())
                .stroked(Ink.GRID, 1));
        return shapes;
    }

    private static ChartElement name(double x, double y, int number) {
        return ChartElement.text(x, y, String.valueOf(number)).filled(Ink.MUTED);
    }

    private void draw(Cell cell, double x, double y, List<ChartElement> shapes, List<ChartElement> words) {
        if (cell.strength() > 0) {
            shapes.add(ChartElement.rect(x + 0.5, y + 0.5, side() - 1, side() - 1)
                    .filled(cell.ink(), cell.strength())
                    .saying(cell.tooltip()));
        }
        if (!cell.text().isEmpty()) {
            ChartElement text = ChartElement.text(x + side() / 2, y + side() / 2 + 0.35 * Text.SIZE, cell.text());
            double size = Text.SIZE * Math.min(1, side() / (Text.width(cell.text()) + 2));
            ChartElement fitting = size < Text.SIZE ? text.with("font-size", size) : text;
            words.add(cell.strength() >= STRONG ? fitting.filled(Ink.SURFACE) : fitting);
        }
    }
}
