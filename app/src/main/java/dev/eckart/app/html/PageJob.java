package dev.eckart.app.html;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the page of one result anew, or a page that has several side by side.
 *
 * @param places directories that {@code run}, {@code frontier} or {@code verify} left, or reports beside models, at least
 *     one
 * @param output where the page goes; if empty, into the one directory, beside the one model, or beside the first of several
 * @param force whether a file there may be replaced that Eckart has not made
 * @param png whether charts become PNG files too, where they become files
 */
public record PageJob(List<Path> places, Optional<Path> output, boolean force, boolean png) {
    private static final String COMPARISON = "comparison.html";

    /**
     * Checks the places.
     *
     * @throws ConfigurationException if there is none
     */
    public PageJob {
        if (places.isEmpty()) {
            throw new ConfigurationException(
                    "no result is named; name a directory with one, or the report beside a model");
        }
    }

    /**
     * A page that has been written.
     *
     * @param file where it is
     * @param failures sections that are missing in it and why, one line each
     */
    public record Written(Path file, List<String> failures) {}

    /**
     * Makes and writes the page. One directory that gets its own page gets its charts too.
     *
     * @param console takes progress
     * @return where it is
     * @throws ConfigurationException if there is something in its place that must not be replaced, or charts as files do not go
     *     with that place
     * @throws dev.eckart.spi.EckartException if a place has no result that can be read, or the page cannot be written
     */
    public Written run(Console console) {
        boolean own = places.size() == 1 && output.isEmpty() && Files.isDirectory(places.get(0));
        if (png && !own) {
            throw new ConfigurationException(
                    "--png: only the page that one directory gets has its charts as files; name one, without -o");
        }
        PageFile file = new PageFile(output.orElseGet(this::usual));
        file.check(force);
        Page page = page(Sections.load(ReportSection.class.getClassLoader()), console);
        if (own) {
            file.writeWithCharts(page, png);
        } else {
            file.write(page);
        }
        return new Written(file.file(), page.failures());
    }

    private Page page(Sections sections, Console console) {
        int parts = places.size() + sections.all().size();
        try (Progress progress = console.progress(new Progress.Task("making the page", parts, "parts"))) {
            List<Result> results = new ArrayList<>();
            for (Path place : places) {
                results.add(Result.read(place));
                progress.update(results.size(), "");
            }
            return Page.of(
                    sections, new ReportData(results), ended -> progress.update((long) results.size() + ended, ""));
        }
    }

    private Path usual() {
        Path first = places.get(0);
        if (places.size() == 1 && Files.isRegularFile(first)) {
            return first.resolveSibling(first.getFileName().toString().replaceFirst("\\.json$", "") + ".html");
        }
        return places.size() == 1
                ? first.resolve(ReportWriter.FILE)
                : first.toAbsolutePath().normalize().resolveSibling(COMPARISON);
    }
}
