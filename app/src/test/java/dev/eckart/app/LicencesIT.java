package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every jar of another project that is handed out is named with its licence, and native code by the notice. */
class LicencesIT {
    private static final Pattern LINE = Pattern.compile(" +\\((.+)\\) .* \\([^:()]+:([^:()]+):([^:()]+) - .*\\)");

    @TempDir
    private Path directory;

    @Test
    void everyJarOfTheDistributionHasOne() throws IOException {
        Path home = Installation.built().home();
        assertEquals(List.of(), without(home, "lib", "tokenizers"));
        assertTrue(Files.exists(home.resolve("LICENSE"))
                && Files.exists(home.resolve("licenses/texts/native/gpl_v3.txt")));
    }

    @Test
    void aJarWithoutOneIsFound() throws IOException {
        Path licences = Installation.built().home().resolve("licenses/THIRD-PARTY.txt");
        Files.createDirectories(directory.resolve("licenses"));
        Files.copy(licences, directory.resolve("licenses/THIRD-PARTY.txt"));
        Path lib = Files.createDirectories(directory.resolve("lib"));
        Files.createFile(lib.resolve("guice-7.0.0.jar"));
        Files.createFile(lib.resolve("guice-7.0.1.jar"));
        Files.createFile(lib.resolve("eckart-core-1.jar"));
        assertEquals(List.of("guice-7.0.1.jar"), without(directory, "lib"));
    }

    /** Native libraries have no licence in their jars, so that each jar with one must be in the notice. */
    @Test
    void theNoticeNamesWhatIsNative() throws IOException {
        Path home = Installation.built().home();
        String notice = Files.readString(home.resolve("NOTICE"));
        int found = 0;
        for (String folder : List.of("lib", "tokenizers")) {
            for (String jar : jars(home.resolve(folder))) {
                try (var file = new ZipFile(home.resolve(folder).resolve(jar).toFile())) {
                    if (file.stream().anyMatch(entry -> entry.getName().matches(".*\\.so(\\.\\d+)?"))) {
                        found++;
                        String project = jar.replaceFirst("-\\d.*", "");
                        assertTrue(notice.contains(folder + "/" + project + "-"), jar);
                    }
                }
            }
        }
        assertTrue(found > 0, "no native library found");
    }

    private static List<String> without(Path home, String... folders) throws IOException {
        List<String> named = new ArrayList<>();
        for (String line : Files.readAllLines(home.resolve("licenses/THIRD-PARTY.txt"))) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && !matcher.group(1).contains("Unknown")) {
                named.add(matcher.group(2) + "-" + matcher.group(3));
            }
        }
        List<String> without = new ArrayList<>();
        for (String folder : folders) {
            for (String jar : jars(home.resolve(folder))) {
                // A jar for one platform has its name behind the version.
                boolean one = named.stream()
                        .anyMatch(name -> jar.matches(Pattern.quote(name) + "(-[a-z]+-[a-z0-9_]+)?\\.jar"));
                if (!one && !jar.startsWith("eckart-")) {
                    without.add(jar);
                }
            }
        }
        return without;
    }

    private static List<String> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
