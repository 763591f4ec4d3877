package dev.eckart.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.chart.BarChart.Bar;
import dev.eckart.app.chart.HeatMap.Cell;
import dev.eckart.app.chart.Series.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

class ChartsTest {
    private static final String HOSTILE = "</title><script>alert('1')</script>&\"\u202eabc]]>";

    private static Chart bars(String name) {
        return new BarChart(
                name,
                name,
                List.of(
                        new Bar(name, 40, "forty", Ink.BLUE, name),
                        new Bar("half", 20, "twenty", Ink.BLUE, "half"),
                        new Bar("none", 0, "0", Ink.MUTED, "none")));
    }

    private static Chart heatMap(String name) {
        List<List<Cell>> cells = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<Cell> row = new ArrayList<>();
            for (int j = 0; j < 3; j++) {
                row.add(new Cell(i + "/" + j, i == j ? Ink.BLUE : Ink.ORANGE, (1 + i + j) / 6.0, name + i + j));
            }
            cells.add(row);
        }
        return new HeatMap(name, name, new HeatMap.Axes(name, name), cells);
    }

    private static Chart lines(String name) {
        return new XyChart(
                name,
                new ChartAxis(name, new Scale.Linear(0, 1), value -> name),
                new ChartAxis(name, new Scale.Log(1, 10), value -> name),
                List.of(new Series(
                        name,
                        Ink.GREEN,
                        Series.Marker.DIAMOND,
                        true,
                        List.of(new Point(0, 1, name, name), new Point(1, 10, "", "")))),
                List.of(new XyChart.Rule(0.5, name, Ink.ROSE, name)));
    }

    static Stream<Chart> hostile() {
        return Stream.of(bars(HOSTILE), heatMap(HOSTILE), lines(HOSTILE));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileNameIsATextAndNothingElse(Chart chart) {
        for (Drawn drawn : List.of(Drawn.file(chart), Drawn.parsed(Svg.inline(chart)))) {
            assertEquals(0, drawn.all("script").count());
            assertTrue(
                    Stream.concat(drawn.texts().stream(), drawn.all("title").map(Drawn::words))
                            .anyMatch(HOSTILE::equals),
                    "the name is nowhere as it is");
        }
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        assertEquals("a\ufffdb\ufffd\ufffd\ufffdc", Svg.escaped("a\u0000b\u001b\ufffe" + "\ud800" + "c"));
    }

    @Test
    void aPageHasVariablesAndAFileHasColours() {
        String inline = Svg.inline(lines("n"));
        assertTrue(inline.contains("var(--ink-green)") && !inline.contains("#257a52"), inline);
        assertTrue(inline.contains("role=\"img\" aria-label=\"n\""), inline);
        String file = Svg.file(lines("n"));
        assertTrue(file.contains("#257a52") && !file.contains("var("), file);
        assertFalse(inline.contains(" id="), "identifiers of two charts on a page would be the same");
    }

    @Test
    void barsAreAsLongAsTheirValues() {
        List<Element> bars = Drawn.file(bars("all")).explained("rect").toList();
        assertEquals(Drawn.number(bars.get(0), "width") / 2, Drawn.number(bars.get(1), "width"), 0.02);
        assertTrue(Drawn.number(bars.get(2), "width") <= 1);
        assertEquals(Drawn.number(bars.get(0), "x"), Drawn.number(bars.get(1), "x"));
    }

    @Test
    void aCellStandsInItsRowAndColumn() {
        Drawn drawn = Drawn.file(heatMap("cell "));
        List<Element> cells = drawn.explained("rect").toList();
        assertEquals(9, cells.size());
        for (Element cell : cells) {
            String tooltip = Drawn.tooltip(cell);
            String numbers = tooltip.charAt(5) + "/" + tooltip.charAt(6);
            Element words = drawn.all("text")
                    .filter(text -> Drawn.words(text).equals(numbers))
                    .findFirst()
                    .orElseThrow();
            double x = Drawn.number(words, "x") - Drawn.number(cell, "x");
            double y = Drawn.number(words, "y") - Drawn.number(cell, "y");
            assertTrue(x > 0 && x < Drawn.number(cell, "width"), tooltip);
            assertTrue(y > 0 && y < Drawn.number(cell, "height"), tooltip);
            assertEquals(
                    cell.getAttribute("fill"),
                    tooltip.charAt(5) == tooltip.charAt(6) ? Ink.BLUE.printed() : Ink.ORANGE.printed());
        }
        // Rows go down, columns to the right.
        assertEquals(Drawn.number(cells.get(0), "y"), Drawn.number(cells.get(1), "y"));
        assertTrue(Drawn.number(cells.get(1), "x") > Drawn.number(cells.get(0), "x"));
        assertTrue(Drawn.number(cells.get(3), "y") > Drawn.number(cells.get(0), "y"));
    }

    @Test
    void wordsThatAreTooWideAreCutAndKeptInTheTooltip() {
        String name = "a very long name of a network that has no room at all in a chart, however it is drawn";
        Drawn drawn = Drawn.file(bars(name));
        assertTrue(
                drawn.texts().stream().anyMatch(text -> text.endsWith("…") && name.startsWith(text.replace("…", ""))));
        assertTrue(drawn.explained("text").map(Drawn::tooltip).anyMatch(name::equals));
    }

    @Test
    void theSameChartIsTheSameText() {
        assertEquals(Svg.file(lines("n")), Svg.file(lines("n")));
    }
}
