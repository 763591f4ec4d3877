package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The README's examples are files that the build compiles, tests and runs.
 *
 * <p>A fenced block after the comment {@code from FILE} is all of the file, one after {@code part of FILE} some lines of
 * it that follow each other, however far they are indented.
 */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final String ACME = "app/src/it/acme-plugins/";
    private static final Pattern MARKED =
            Pattern.compile("<!-- (from|part of) (\\S+) -->\\s*```\\w*\\n(.*?)```", Pattern.DOTALL);

    /** A block of the README, and the file it is taken from. */
    private record Example(boolean whole, String file, String text) {
        void check() throws IOException {
            String source = Files.readString(ROOT.resolve(file));
            if (whole) {
                assertEquals(lines(source), lines(text), "the README's example is not " + file);
            } else {
                assertTrue(contains(source), () -> "these lines of the README are not in " + file + ":\n" + text);
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
    void showsWhatAnAuthorNeeds() throws IOException {
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
                examples().map(Example::file).collect(Collectors.toSet()));
    }

    @TestFactory
    Stream<DynamicTest> showsItAsItIs() throws IOException {
        return examples().map(example -> DynamicTest.dynamicTest(example.file(), example::check));
    }

    private static Stream<Example> examples() throws IOException {
        return MARKED.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(match -> new Example(match.group(1).equals("from"), match.group(2), match.group(3)));
    }
}
