package dev.eckart.app.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.StableJson;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory in which a command is called. Temporary files and what belongs to the user's home have folders of their own in
 * it.
 *
 * @param directory the directory
 */
record Ground(Path directory) {
    static final String TEMPORARY = "tmp";
    private static final Set<String> APART = Set.of(TEMPORARY, "home");

    /** Copies some of the files of another directory into this one, which is made. */
    Ground filledFrom(Path origin, List<String> names) throws IOException {
        for (String name : APART) {
            Files.createDirectories(directory.resolve(name));
        }
        for (String name : names) {
            copy(origin.resolve(name), directory.resolve(name));
        }
        return this;
    }

    /** Makes files whole again, whatever became of them. */
    void restore(Path origin, List<String> names) throws IOException {
        for (String name : names) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                new Ground(file).delete();
            }
            copy(origin.resolve(name), file);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Names of what lies here, but for the folders that are apart. */
    Set<String> names() throws IOException {
        Set<String> names = list(directory);
        names.removeAll(APART);
        return names;
    }

    /** Names of temporary files. */
    Set<String> temporary() throws IOException {
        return list(directory.resolve(TEMPORARY));
    }

    private static Set<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * What a command made: by file, its bytes, or what equal runs have in common of them.
     *
     * @param output the name of the file or directory; files that are called by it and more belong to it
     */
    Map<String, Object> made(String output) throws IOException {
        Map<String, Object> content = new TreeMap<>();
        for (String name : names()) {
            if (name.equals(output) || name.startsWith(output + ".") && !name.endsWith(".checkpoint")) {
                try (Stream<Path> files = Files.walk(directory.resolve(name), FileVisitOption.FOLLOW_LINKS)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        content.put(directory.relativize(file).toString(), common(file));
                    }
                }
            }
        }
        return content;
    }

    private static Object common(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".json")) {
            return StableJson.of(new ObjectMapper().readTree(file.toFile()));
        }
        // Pages and charts show times.
        return name.endsWith(".html") || name.endsWith(".svg")
                ? name
                : HexFormat.of().formatHex(Files.readAllBytes(file));
    }

    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
