package dev.eckart.app.html;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a section shows: a title and HTML below it, put together piece by piece.
 *
 * @param title the heading
 * @param html HTML that is right in itself; whoever writes it escapes what is not their own
 * @param figures the charts in it, which also become files
 */
public record Fragment(String title, String html, List<Figure> figures) {
    /**
     * A section with nothing below its heading yet.
     *
     * @param title the heading
     * @return a fragment
     */
    public static Fragment titled(String title) {
        return new Fragment(title, "", List.of());
    }

    /**
     * The same with more HTML.
     *
     * @param more HTML, not escaped here
     * @return a fragment
     */
    public Fragment html(String more) {
        return new Fragment(title, html + more, figures);
    }

    /**
     * The same with what a template of this program makes.
     *
     * @param template its name
     * @param model what it shows
     * @return a fragment
     */
    public Fragment template(String template, Object model) {
        return html(Templates.render(template, Map.of("model", model)));
    }

    /**
     * The same with a subheading.
     *
     * @param text any text; it is escaped
     * @return a fragment
     */
    public Fragment heading(String text) {
        return template("heading.jte", text);
    }

    /**
     * The same with a paragraph.
     *
     * @param text any text; it is escaped
     * @return a fragment; this one if there is no text
     */
    public Fragment paragraph(String text) {
        return text.isEmpty() ? this : template("paragraph.jte", text);
    }

    /**
     * The same with a list.
     *
     * @param items any texts; they are escaped
     * @return a fragment; this one if there are none
     */
    public Fragment list(List<String> items) {
        return items.isEmpty() ? this : template("list.jte", items);
    }

    /**
     * The same with a table.
     *
     * @param table the table; its texts are escaped
     * @return a fragment
     */
    public Fragment table(HtmlTable table) {
        return template("table.jte", table);
    }

    /**
     * The same with charts beside each other, as many as have room.
     *
     * @param more the charts
     * @return a fragment
     */
    public Fragment charts(List<Figure> more) {
        if (more.isEmpty()) {
            return this;
        }
        Fragment drawn = template("charts.jte", more);
        return new Fragment(
                title,
                drawn.html,
                Stream.concat(figures.stream(), more.stream()).toList());
    }
}
