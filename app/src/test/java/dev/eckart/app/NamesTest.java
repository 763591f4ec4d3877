package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever reads the name of a class anywhere in the project knows which one is meant. */
class NamesTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void noTwoClassesOfTheMainCodeHaveOneSimpleName() throws IOException {
        Map<String, List<Path>> byName = classes().stream()
                .collect(Collectors.groupingBy(
                        file -> file.getFileName().toString(), TreeMap::new, Collectors.toList()));
        assertTrue(byName.size() > 300, byName.size() + " classes");
        assertEquals(
                List.of(),
                byName.values().stream().filter(files -> files.size() > 1).toList());
    }

    private static List<Path> classes() throws IOException {
        List<Path> classes = new ArrayList<>();
        for (String module : List.of(
                "core",
                "app",
                "app/tokenizers-huggingface",
                "app/kernels-vector",
                "app/engine-spark",
                "backend-commonsmath",
                "backend-ejml",
                "backend-nd4j")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("package-info.java"))
                        .forEach(classes::add);
            }
        }
        return classes;
    }
}
