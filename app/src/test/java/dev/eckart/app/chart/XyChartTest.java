package dev.eckart.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.chart.Series.Marker;
import dev.eckart.app.chart.Series.Point;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** A reader who measures a drawing with a ruler, along the axes as they are labelled, finds the data. */
class XyChartTest {
    /** Coordinates have two digits. */
    private static final double RULER = 0.02;

    private static final List<Point> POINTS = List.of(
            new Point(3970, 97.11, OptionalDouble.of(0.5), "small", "small: 3,970"),
            new Point(11_747, 98.89, "", "middle: 11,747"),
            new Point(84_060, 98.87, "base", "base: 84,060"));

    private static XyChart chart(List<Point> points, Scale x, Scale y) {
        return new XyChart(
                "Accuracy over parameters",
                new ChartAxis("parameters", x, value -> String.valueOf(value)),
                new ChartAxis("accuracy", y, value -> String.valueOf(value)),
                List.of(Series.points("networks", Ink.BLUE, Marker.DOT, points)),
                List.of(new XyChart.Rule(10_000, "limit", Ink.MUTED, "the limit")));
    }

    private static XyChart chart() {
        return chart(
                POINTS,
                Scale.Log.covering(POINTS.stream().mapToDouble(Point::x)),
                Scale.Linear.covering(POINTS.stream().mapToDouble(Point::y)));
    }

    /** Place by value of the labels that stand along a horizontal or vertical axis. */
    private static Map<Double, Double> ticks(Drawn drawn, String anchor, String place) {
        Map<Double, Double> ticks = new TreeMap<>();
        drawn.all("text")
                .filter(text -> text.getAttribute("text-anchor").equals(anchor))
                .filter(text -> Drawn.words(text).matches("[0-9.E]+"))
                .forEach(text -> ticks.put(Double.valueOf(Drawn.words(text)), Drawn.number(text, place)));
        assertTrue(ticks.size() >= 2, ticks::toString);
        return ticks;
    }

    /** Where a value must stand if the first and the last label are right. */
    private static double expected(Map<Double, Double> ticks, double value, DoubleUnaryOperator form) {
        List<Double> values = List.copyOf(ticks.keySet());
        double first = values.get(0);
        double last = values.get(values.size() - 1);
        double share = (form.applyAsDouble(value) - form.applyAsDouble(first))
                / (form.applyAsDouble(last) - form.applyAsDouble(first));
        return ticks.get(first) + share * (ticks.get(last) - ticks.get(first));
    }

    @Test
    void pointsStandWhereTheLabelledAxesSay() {
        Drawn drawn = Drawn.file(chart());
        Map<Double, Double> along = ticks(drawn, "middle", "x");
        Map<Double, Double> upwards = ticks(drawn, "end", "y");
        // A label's baseline is below its line by this, so that its middle is on it.
        double baseline = 0.35 * Text.SIZE;
        List<Element> circles = drawn.explained("circle").toList();
        assertEquals(POINTS.size(), circles.size());
        for (int i = 0; i < circles.size(); i++) {
            Point point = POINTS.get(i);
            assertEquals(point.tooltip(), Drawn.tooltip(circles.get(i)));
            assertEquals(expected(along, point.x(), Math::log), Drawn.number(circles.get(i), "cx"), 3 * RULER);
            assertEquals(
                    expected(upwards, point.y(), y -> y) - baseline, Drawn.number(circles.get(i), "cy"), 3 * RULER);
        }
        along.forEach((value, x) -> assertEquals(expected(along, value, Math::log), x, 3 * RULER));
    }

    @Test
    void aDeviationReachesAsFarAsItIsLarge() {
        Scale y = new Scale.Linear(96, 100);
        Drawn drawn = Drawn.file(chart(POINTS, new Scale.Log(1000, 100_000), y));
        String bar = drawn.all("path")
                .map(path -> path.getAttribute("d"))
                .filter(path -> path.contains("h8"))
                .findFirst()
                .orElseThrow();
        String[] places = bar.replaceAll("[MLh]", " ").trim().split(" +");
        double length = Double.parseDouble(places[3]) - Double.parseDouble(places[1]);
        Map<Double, Double> upwards = ticks(drawn, "end", "y");
        double point = (expected(upwards, 97, v -> v) - expected(upwards, 98, v -> v));
        assertEquals(2 * 0.5 * point, length, 3 * RULER);
    }

    @Test
    void aRuleStandsAtItsValue() {
        Drawn drawn = Drawn.file(chart());
        Element rule = drawn.explained("path").findFirst().orElseThrow();
        assertEquals("the limit", Drawn.tooltip(rule));
        double x = Double.parseDouble(rule.getAttribute("d").replaceFirst("M([0-9.]+) .*", "$1"));
        assertEquals(expected(ticks(drawn, "middle", "x"), 10_000, Math::log), x, 3 * RULER);
        assertTrue(drawn.texts().contains("limit"));
    }

    @Test
    void whatIsBeyondTheAxesIsNotDrawn() {
        Drawn drawn = Drawn.file(chart(POINTS, new Scale.Log(10_000, 20_000), new Scale.Linear(0, 100)));
        assertEquals(
                List.of("middle: 11,747"),
                drawn.explained("circle").map(Drawn::tooltip).toList());
    }

    @Test
    void labelsDoNotLieOnEachOther() {
        List<Point> crowd = IntStream.range(0, 12)
                .mapToObj(i -> new Point(10_000 + 10 * i, 50, "network " + i, "n"))
                .toList();
        Drawn drawn = Drawn.file(chart(crowd, new Scale.Log(9000, 12_000), new Scale.Linear(0, 100)));
        List<Element> labels = drawn.all("text")
                .filter(text -> Drawn.words(text).startsWith("network "))
                .toList();
        assertTrue(!labels.isEmpty() && labels.size() < crowd.size(), () -> labels.size() + " labels");
        for (Element one : labels) {
            for (Element other : labels) {
                boolean apart = Math.abs(Drawn.number(one, "y") - Drawn.number(other, "y")) >= Text.SIZE - RULER
                        || !one.getAttribute("text-anchor").equals(other.getAttribute("text-anchor"))
                        || Math.abs(Drawn.number(one, "x") - Drawn.number(other, "x"))
                                >= Text.width(Drawn.words(one)) - RULER;
                assertTrue(one == other || apart, () -> Drawn.words(one) + " on " + Drawn.words(other));
            }
        }
    }
}
