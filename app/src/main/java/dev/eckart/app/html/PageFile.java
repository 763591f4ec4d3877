package dev.eckart.app.html;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.output.WholeFile;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page as a file, with the charts in a folder beside it if asked for: each file is written beside its place and moved
 * there, so that none is ever half-written.
 *
 * @param file where the page goes
 */
public record PageFile(Path file) {
    /** So many bytes of a file tell whether Eckart made it. */
    private static final int BEGINNING = 512;

    /**
     * Makes sure that the place may be taken.
     *
     * @param force whether any file there may be replaced
     * @throws ConfigurationException if something is there that Eckart has not made, unless forced
     */
    public void check(boolean force) {
        try {
            if (Files.isDirectory(file)) {
                throw new ConfigurationException(file + " is a directory; name a file with -o");
            }
            if (!force && Files.exists(file) && !isOurs()) {
                throw new ConfigurationException(
                        file
                                + " exists and is no report of Eckart's; name another file with -o, or replace it with --force");
            }
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + file + " (" + e + "); name another file with -o");
        }
    }

    private boolean isOurs() throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(BEGINNING), StandardCharsets.UTF_8).contains(Page.GENERATOR);
        }
    }

    /**
     * Writes the page.
     *
     * @param page the page
     */
    public void write(Page page) {
        replace(file, page.html());
    }

    /**
     * Writes the page, and its charts into a folder beside it.
     *
     * @param page the page
     * @param png whether charts become PNG files too
     */
    public void writeWithCharts(Page page, boolean png) {
        Path charts = file.resolveSibling(ReportWriter.CHARTS);
        page.charts().forEach((name, svg) -> {
            replace(charts.resolve(name), svg);
            if (png) {
                replace(charts.resolve(name.replaceFirst("svg$", "png")), ChartImage.png(svg));
            }
        });
        write(page);
    }

    private static void replace(Path file, String text) {
        replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void replace(Path file, byte[] content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.replace(file, content);
        } catch (IOException e) {
            throw new EckartException("cannot write " + file + " (" + e + "); is the disk full?", e);
        }
    }
}
