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
public record Shape(
        String element, Map<String, Object> attributes, String text, Optional<String> tooltip, List<Shape> inner) {
    /** Several shapes that have attributes in common, which are then written once. */
    static Shape group(List<Shape> shapes) {
        return new Shape("g", Map.of(), "", Optional.empty(), List.copyOf(shapes));
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

    private static Shape of(String element, Object... attributes) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            named.put((String) attributes[i], attributes[i + 1]);
        }
        return new Shape(element, named, "", Optional.empty(), List.of());
    }

    static Shape line(double x1, double y1, double x2, double y2, Ink ink) {
        return of(
                        "path",
                        "d",
                        "M" + Svg.number(x1) + " " + Svg.number(y1) + "L" + Svg.number(x2) + " " + Svg.number(y2))
                .stroked(ink, 1);
    }

    /** A line through points given as x, y, x, y ... */
    static Shape path(double... places) {
        StringBuilder path = new StringBuilder("M");
        for (int i = 0; i < places.length; i++) {
            path.append(i == 0 ? "" : i % 2 == 0 ? "L" : " ").append(Svg.number(places[i]));
        }
        return of("path", "d", path.toString());
    }

    static Shape rect(double x, double y, double width, double height) {
        return of("rect", "x", x, "y", y, "width", width, "height", height);
    }

    static Shape circle(double x, double y, double radius) {
        return of("circle", "cx", x, "cy", y, "r", radius);
    }

    static Shape text(double x, double y, String words) {
        Shape shape = of("text", "x", x, "y", y);
        return new Shape(shape.element, shape.attributes, words, Optional.empty(), List.of());
    }

    /** Words that are cut where they are too wide, with all of them in the tooltip then. */
    static Shape text(double x, double y, String words, double width) {
        String fitting = Text.within(words, width);
        return fitting.equals(words) ? text(x, y, words) : text(x, y, fitting).saying(words);
    }

    Shape with(String attribute, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new Shape(element, more, text, tooltip, inner);
    }

    Shape filled(Ink ink) {
        return with("fill", ink);
    }

    Shape filled(Ink ink, double opacity) {
        return filled(ink).with("fill-opacity", String.format(Locale.ROOT, "%.3f", opacity));
    }

    Shape stroked(Ink ink, double width) {
        return with("fill", "none").with("stroke", ink).with("stroke-width", width);
    }

    Shape anchored(Anchor anchor) {
        return anchor == Anchor.START ? this : with("text-anchor", anchor.name().toLowerCase(Locale.ROOT));
    }

    Shape saying(String words) {
        return new Shape(element, attributes, text, words.isEmpty() ? Optional.empty() : Optional.of(words), inner);
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
