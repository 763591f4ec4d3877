package dev.eckart.app.chart;

import java.util.Locale;
import java.util.stream.Collectors;

/** Writes charts as scalable vector graphics. */
public final class Svg {
    /** Fonts that every system has one of, in charts as on the page. */
    private static final String FONTS =
            "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

    private Svg() {}

    /** Where colours come from. */
    interface Colours {
        String of(Ink ink);
    }

    /**
     * A chart as a part of a page, which has to set the variables of all {@link Ink}s and a font.
     *
     * @param chart the chart
     * @return an {@code svg} element without identifiers, so that many fit into one page
     */
    public static String inline(Chart chart) {
        return "<svg " + box(chart) + " fill=\"var(" + Ink.TEXT.variable() + ")\" role=\"img\" aria-label=\""
                + escaped(chart.description()) + "\">" + body(chart, ink -> "var(" + ink.variable() + ")") + "</svg>";
    }

    /**
     * A chart as a file of its own, for papers and slides: dark on white.
     *
     * @param chart the chart
     * @return an XML document
     */
    public static String file(Chart chart) {
        String background = ChartElement.rect(0, 0, chart.width(), chart.height())
                .filled(Ink.SURFACE)
                .svg(Ink::printed);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
                + chart.width() + "\" height=\"" + chart.height() + "\" " + box(chart) + " font-family=\""
                + escaped(FONTS) + "\" fill=\"" + Ink.TEXT.printed() + "\">\n<title>" + escaped(chart.description())
                + "</title>\n" + background + "\n"
                + body(chart, Ink::printed) + "</svg>\n";
    }

    private static String box(Chart chart) {
        return "viewBox=\"0 0 " + chart.width() + " " + chart.height() + "\" font-size=\"" + Text.SIZE + "\"";
    }

    private static String body(Chart chart, Colours colours) {
        return chart.shapes().stream().map(shape -> shape.svg(colours) + "\n").collect(Collectors.joining());
    }

    /** A coordinate with two digits at most: finer than anybody sees. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "").replaceFirst("^-0$", "0");
    }

    /** A text that means itself in XML and HTML; characters that XML cannot have are replaced. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isCharacter(point) ? point : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isCharacter(int point) {
        boolean control = point < 0x20 && point != '\t' && point != '\n' || point >= 0x7F && point < 0xA0;
        return !control && (point < 0xD800 || point > 0xDFFF) && point != 0xFFFE && point != 0xFFFF;
    }
}
