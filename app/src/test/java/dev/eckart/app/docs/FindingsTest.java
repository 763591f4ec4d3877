package dev.eckart.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of findings has a line for each script, in the script's own words. */
class FindingsTest {
    private static final Path FINDINGS = Page.ROOT.resolve("findings");

    @Test
    void aLineEach() throws IOException {
        try (Stream<Path> scripts = Files.list(FINDINGS)) {
            assertEquals(
                    scripts.sorted().map(FindingsTest::line).toList(),
                    Page.site("findings.md")
                            .text()
                            .lines()
                            .filter(line -> line.startsWith("- "))
                            .toList());
        }
    }

    /** The first paragraph of the comment at its head says what it found. */
    private static String line(Path script) {
        try {
            List<String> lines = Files.readAllLines(script);
            String found = lines.stream()
                    .skip(1)
                    .takeWhile(line -> line.length() > 1)
                    .map(line -> line.substring(2))
                    .collect(Collectors.joining(" "));
            return "- `findings/" + script.getFileName() + "`: " + found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
