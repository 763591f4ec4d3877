package dev.eckart.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The examples are files that the build compiles, tests and runs.
 *
 * <p>A fenced block after the comment {@code from FILE} is all of the file, one after {@code part of FILE} some lines of
 * it that follow each other, however far they are indented.
 */
class ExamplesTest {
    private static final String ACME = "app/src/it/acme-plugins/";
    private static final Set<String> CODE = Set.of("java", "xml");
    private static final Pattern MARKED =
            Pattern.compile("<!-- (from|part of) (\\S+) -->\\s*```\\w*\\n(.*?)```", Pattern.DOTALL);

    /** A block of a page, and the file it is taken from. */
    private record Example(boolean whole, String file, String text) {
        void check() throws IOException {
            String source = Files.readString(Page.ROOT.resolve(file));
            if (whole) {
                assertEquals(lines(source), lines(text), "the example is not " + file);
            } else {
                assertTrue(contains(source), () -> "these lines are not in " + file + ":\n" + text);
            }
        }

        private boolean contains(String source) {
            List<String> part = lines(text);
            List<String> all = lines(source);
            return !part.isEmpty()
                    && Stream.iterate(0, from -> from + part.size() <= all.size(), from -> from + 1)
                            .map(from -> all.subList(from, from + part.size()))
                            .anyMatch(candidate ->
                                    lines(String.join("\n", candidate)).equals(part));
        }

        private static List<String> lines(String text) {
            return text.stripIndent().stripTrailing().lines().toList();
        }
    }

    @Test
    void showWhatAnAuthorNeeds() {
        String main = ACME + "src/main/java/dev/acme/";
        String test = ACME + "src/test/java/dev/acme/";
        assertEquals(
                Set.of(
                        "app/src/test/java/dev/acme/Example.java",
                        "app/src/test/java/dev/eckart/app/html/NotesSection.java",
                        ACME + "pom.xml",
                        main + "BalancedSvd.java",
                        main + "PlainBackend.java",
                        main + "PlainBackendProvider.java",
                        test + "BalancedSvdTest.java",
                        test + "PlainBackendTest.java"),
                Page.all().stream()
                        .flatMap(ExamplesTest::examples)
                        .map(Example::file)
                        .collect(Collectors.toSet()));
    }

    @Test
    void nothingIsShownThatNoFileHas() {
        for (Page page : Page.all()) {
            List<String> shown = page.blocks().stream()
                    .filter(block -> CODE.contains(block.language()))
                    .map(Page.Block::text)
                    .toList();
            List<String> marked = examples(page).map(Example::text).toList();
            assertTrue(marked.containsAll(shown), () -> page + " shows code that no comment says the file of");
        }
    }

    @TestFactory
    Stream<DynamicTest> showItAsItIs() {
        return Page.all().stream()
                .flatMap(ExamplesTest::examples)
                .map(example -> DynamicTest.dynamicTest(example.file(), example::check));
    }

    private static Stream<Example> examples(Page page) {
        return MARKED.matcher(page.text())
                .results()
                .map(match -> new Example(match.group(1).equals("from"), match.group(2), match.group(3)));
    }
}
