package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the SPIs ask of an author: a backend of less than 150 lines, a decomposer of less than 50.
 *
 * <p>Counted is the main code of all files, without blank lines, imports and comments; a {@code package-info.java} is a
 * comment as a whole.
 */
class PluginSizeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path ACME = ROOT.resolve("app/src/it/acme-plugins/src/main/java/dev/acme");
    private static final Pattern BLOCK_COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

    @Test
    void countsNothingButCode() {
        String file = """
                /** One
                 * of many. */
                package a;

                import b.C; // twice
                // first
                class A { // counts
                    /* no */ int i;
                }
                """;
        assertEquals(4, lines(file));
    }

    @Test
    void aThirdPartysBackendIsShort() throws IOException {
        List<Path> backend = new ArrayList<>(sources(ACME));
        assertTrue(backend.remove(ACME.resolve("BalancedSvd.java")));
        assertBelow(150, backend);
    }

    @Test
    void aThirdPartysDecomposerIsShort() throws IOException {
        assertBelow(50, List.of(ACME.resolve("BalancedSvd.java")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"backend-commonsmath", "backend-ejml", "backend-nd4j"})
    void everyBackendOfOursIsShort(String module) throws IOException {
        assertBelow(150, sources(ROOT.resolve(module).resolve("src/main/java")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TruncatedSvd"})
    void everyDecomposerOfOursIsShort(String name) throws IOException {
        assertBelow(50, List.of(ROOT.resolve("core/src/main/java/dev/eckart/compress/decompose/" + name + ".java")));
    }

    private static List<Path> sources(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    private static void assertBelow(int limit, List<Path> files) throws IOException {
        long lines = 0;
        for (Path file : files) {
            lines += lines(Files.readString(file));
        }
        assertTrue(lines > 0 && lines < limit, lines + " lines in " + files);
    }

    private static long lines(String file) {
        return BLOCK_COMMENT
                .matcher(file)
                .replaceAll("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("import "))
                .count();
    }
}
