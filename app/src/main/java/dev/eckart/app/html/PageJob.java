package dev.eckart.app.html;

import dev.eckart.app.config.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes the page of results anew: that of one, or one that has several side by side.
 *
 * @param directories what {@code run}, {@code frontier} or {@code verify} left, at least one
 * @param output where the page goes; if not given, into the one directory, or beside the first of several
 * @param force whether a file there may be replaced that Eckart has not made
 */
public record PageJob(List<Path> directories, Optional<Path> output, boolean force) {
    private static final String COMPARISON = "comparison.html";

    /**
     * A page that has been written.
     *
     * @param file where it is
     * @param failures sections that are missing in it and why, one line each
     */
    public record Written(Path file, List<String> failures) {}

    /**
     * Makes and writes it. One directory that gets its own page gets its charts too.
     *
     * @return where it is
     * @throws ConfigurationException if there is something in its place that must not be replaced
     * @throws dev.eckart.spi.EckartException if a directory has no result that can be read
     */
    public Written run() {
        PageFile file = new PageFile(output.orElseGet(this::usual));
        file.check(force);
        Sections sections = Sections.load(ReportSection.class.getClassLoader());
        Page page = Page.of(
                sections, new ReportData(directories.stream().map(Result::read).toList()));
        if (directories.size() == 1 && output.isEmpty()) {
            file.writeWithCharts(page);
        } else {
            file.write(page);
        }
        return new Written(file.file(), page.failures());
    }

    private Path usual() {
        Path first = directories.get(0);
        return directories.size() == 1
                ? first.resolve(ReportWriter.FILE)
                : first.toAbsolutePath().normalize().resolveSibling(COMPARISON);
    }
}
