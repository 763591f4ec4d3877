package dev.eckart.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Reads figures off a page.
 *
 * @param page the page
 */
record PageReader(Document page) {
    static String percent(JsonNode share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share.asDouble());
    }

    static String count(JsonNode number) {
        return String.format(Locale.ROOT, "%,d", number.asLong());
    }

    /** A text with plain blanks and plain minus signs. */
    static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('−', '-').strip();
    }

    /** The cells of the table of a caption. */
    List<List<String>> table(String caption, int number) {
        Element table = page.select("table").stream()
                .filter(one -> one.select("caption").text().startsWith(caption))
                .skip(number)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table " + caption));
        return table.select("tbody tr").stream()
                .map(row ->
                        row.children().stream().map(cell -> plain(cell.text())).toList())
                .toList();
    }

    /** The tooltips of the chart of a description. */
    List<String> tooltips(String figure) {
        Element svg = page.select("svg").stream()
                .filter(one -> one.attr("aria-label").equals(figure))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no chart of " + figure));
        return svg.select("title").stream().map(title -> plain(title.text())).toList();
    }
}
