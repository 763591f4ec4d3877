package dev.eckart.app.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One element of a drawing.
 *
 * @param element name of the SVG element
 * @param attributes name to number, {@link Ink} or text
 * @param text what it says; empty for nothing
 * @param tooltip what is said of it when it is pointed at
 * @param inner shapes that it groups
 */
public record ChartElement(
        String element,
        Map<String, Object> attributes,
        String text,
        Optional<String> tooltip,
        List<ChartElement> inner) {
    /** Several shapes that have attributes in common, which are then written once. */
    static ChartElement group(List<ChartElement> shapes) {
        return new ChartElement("g", Map.of(), "", Optional.empty(), List.copyOf(shapes));
    }

    /** Where a text stands beside its place. */
    public enum Anchor {
        /** It begins there. */
        START,
        /** Its middle is there. */
        MIDDLE,
        /** It ends there. */
        END
    }

    private static ChartElement of(String element, Object... attributes) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            named.put((String) attributes[i], attributes[i + 1]);
        }
        return new ChartElement(element, named, "", Optional.empty(), List.of());
    }

    static ChartElement line(double x1, double y1, double x2, double y2, Ink ink) {
        return of(
                        "path",
                        "d",
                        "M" + Svg.number(x1) + " " + Svg.number(y1) + "L" + Svg.number(x2) + " " + Svg.number(y2))
                .stroked(ink, 1);
    }

    /** A line through points given as x, y, x, y ... */
    static ChartElement path(double... places) {
        StringBuilder path = new StringBuilder("M");
        for (int i = 0; i < places.length; i++) {
            path.append(i == 0 ? "" : i % 2 == 0 ? "L" : " ").append(Svg.number(places[i]));
        }
        return of("path", "d", path.toString());
    }

    static ChartElement rect(double x, double y, double width, double height) {
        return of("rect", "x", x, "y", y, "width", width, "height", height);
    }

    static ChartElement circle(double x, double y, double radius) {
        return of("circle", "cx", x, "cy", y, "r", radius);
    }

    static ChartElement text(double x, double y, String words) {
        ChartElement shape = of("text", "x", x, "y", y);
        return new ChartElement(shape.element, shape.attributes, words, Optional.empty(), List.of());
    }

    /** Words that are cut where they are too wide, with all of them in the tooltip then. */
    static ChartElement text(double x, double y, String words, double width) {
        String fitting = Text.within(words, width);
        return fitting.equals(words) ? text(x, y, words) : text(x, y, fitting).saying(words);
    }

    ChartElement with(String attribute, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new ChartElement(element, more, text, tooltip, inner);
    }

    ChartElement filled(Ink ink) {
        return with("fill", ink);
    }

    ChartElement filled(Ink ink, double opacity) {
        return filled(ink).with("fill-opacity", String.format(Locale.ROOT, "%.3f", opacity));
    }

    ChartElement stroked(Ink ink, double width) {
        return with("fill", "none").with("stroke", ink).with("stroke-width", width);
    }

    ChartElement anchored(Anchor anchor) {
        return anchor == Anchor.START ? this : with("text-anchor", anchor.name().toLowerCase(Locale.ROOT));
    }

    ChartElement saying(String words) {
        return new ChartElement(
                element, attributes, text, words.isEmpty() ? Optional.empty() : Optional.of(words), inner);
    }

    String svg(Svg.Colours colours) {
        String inside = tooltip.map(words -> "<title>" + Svg.escaped(words) + "</title>")
                        .orElse("")
                + Svg.escaped(text)
                + inner.stream().map(shape -> "\n" + shape.svg(colours)).collect(Collectors.joining());
        String named = attributes.entrySet().stream()
                .map(entry -> " " + entry.getKey() + "=\"" + value(entry.getValue(), colours) + "\"")
                .collect(Collectors.joining());
        return "<" + element + named + (inside.isEmpty() ? "/>" : ">" + inside + "</" + element + ">");
    }

    private static String value(Object value, Svg.Colours colours) {
        if (value instanceof Ink ink) {
            return colours.of(ink);
        }
        return value instanceof Number number ? Svg.number(number.doubleValue()) : Svg.escaped((String) value);
    }
}
