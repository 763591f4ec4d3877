package dev.eckart.app.html;

import dev.eckart.app.chart.Svg;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * A report as a page.
 *
 * @param html the whole page
 * @param charts the charts in it as SVG files, by name
 * @param failures one line for each section that failed
 */
public record Page(String html, Map<String, String> charts, List<String> failures) {
    /** Every page says that Eckart made it, which tells it from files of the user's. */
    static final String GENERATOR = "<meta name=\"generator\" content=\"Eckart\">";

    private static final String STYLE = "report.css";

    /** A section that has come to its end. */
    record Shown(String name, Fragment fragment) {}

    /** What the template of the whole page shows. */
    record Model(Title title, String style, List<Shown> sections, List<String> failures) {}

    /**
     * Puts a page together.
     *
     * @param sections what may be shown
     * @param data what it is about
     * @param done told how many sections have come to their end
     * @return the page; a section that fails is named in it, the others stand
     */
    public static Page of(Sections sections, ReportData data, IntConsumer done) {
        List<Shown> shown = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        sections.failures().forEach(failure -> failures.add("a section of the report could not be loaded: " + failure));
        int ended = 0;
        for (ReportSection section : sections.all()) {
            try {
                section.render(data).ifPresent(fragment -> shown.add(new Shown(section.name(), fragment)));
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failures.add("the section '" + section.name() + "' of the report failed: "
                        + (e instanceof EckartException ? e.getMessage() : e));
            }
            done.accept(++ended);
        }
        Model model = new Model(Title.of(data), style(), shown, failures);
        return new Page(Templates.render("page.jte", Map.of("model", model)), charts(shown), failures);
    }

    private static Map<String, String> charts(List<Shown> shown) {
        Map<String, String> charts = new LinkedHashMap<>();
        shown.stream().flatMap(one -> one.fragment().figures().stream()).forEach(figure -> {
            String plain = figure.name()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            String name = plain.isEmpty() ? "chart" : plain;
            for (int i = 2; charts.containsKey(name + ".svg"); i++) {
                name = plain + "-" + i;
            }
            charts.put(name + ".svg", Svg.file(figure.chart()));
        });
        return charts;
    }

    private static String style() {
        try (InputStream style = Optional.ofNullable(Page.class.getResourceAsStream(STYLE))
                .orElseThrow(() -> new IllegalStateException(STYLE + " is missing beside " + Page.class))) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
