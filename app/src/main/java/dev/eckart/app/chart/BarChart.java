package dev.eckart.app.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Amounts as bars from the left, one below the other, from 0.
 *
 * @param description what it shows, in words
 * @param heading what is measured, with its unit
 * @param bars the bars, from above
 */
public record BarChart(String description, String heading, List<Bar> bars) implements Chart {
    private static final int WIDTH = 400;
    private static final double ROW = 30;
    private static final double HEADING = 24;
    private static final double THICKNESS = 18;
    private static final double GAP = 8;

    /**
     * A bar.
     *
     * @param label what it is of
     * @param value how long it is, 0 or more
     * @param text the amount in words, written behind it
     * @param ink its colour
     * @param tooltip what is said of it when it is pointed at
     */
    public record Bar(String label, double value, String text, Ink ink, String tooltip) {}

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return (int) (HEADING + ROW * bars.size());
    }

    @Override
    public List<ChartElement> shapes() {
        double left =
                Math.min(0.35 * WIDTH, widest(bars.stream().map(Bar::label).toList())) + GAP;
        double room = Math.max(
                WIDTH / 8.0, WIDTH - left - widest(bars.stream().map(Bar::text).toList()) - GAP);
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        List<ChartElement> shapes = new ArrayList<>();
        shapes.add(ChartElement.text(0, Text.SIZE, heading).filled(Ink.MUTED));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double top = HEADING + ROW * i + (ROW - THICKNESS) / 2;
            double length = most > 0 ? room * bar.value() / most : 0;
            double line = top + THICKNESS / 2 + 0.35 * Text.SIZE;
            shapes.add(
                    ChartElement.text(left - GAP, line, bar.label(), left - GAP).anchored(ChartElement.Anchor.END));
            shapes.add(ChartElement.rect(left, top, Math.max(length, 1), THICKNESS)
                    .filled(bar.ink())
                    .saying(bar.tooltip()));
            shapes.add(ChartElement.text(left + Math.max(length, 1) + GAP, line, bar.text()));
        }
        shapes.add(ChartElement.line(left, HEADING, left, height(), Ink.MUTED));
        return shapes;
    }

    private static double widest(List<String> words) {
        return words.stream().mapToDouble(Text::width).max().orElse(0);
    }
}
