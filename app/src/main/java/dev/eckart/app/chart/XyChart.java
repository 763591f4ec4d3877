package dev.eckart.app.chart;

import java.util.List;
import java.util.stream.Stream;

/**
 * Lines and points over two axes.
 *
 * @param description what it shows, in words
 * @param x the axis along
 * @param y the axis upwards
 * @param series what is drawn, the last on top; a point that an axis does not show is left out
 * @param rules vertical lines behind it
 */
public record XyChart(String description, ChartAxis x, ChartAxis y, List<Series> series, List<Rule> rules)
        implements Chart {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;

    /**
     * A vertical line that marks a value.
     *
     * @param at the value along
     * @param label what is written beside it
     * @param ink its colour
     * @param tooltip what is said of it when it is pointed at
     */
    public record Rule(double at, String label, Ink ink, String tooltip) {}

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT + Legend.height(this);
    }

    @Override
    public List<ChartElement> shapes() {
        Frame frame = Frame.of(this);
        return Stream.of(frame.shapes(), Legend.shapes(this), new Marks(this, frame).shapes())
                .flatMap(List::stream)
                .toList();
    }
}
