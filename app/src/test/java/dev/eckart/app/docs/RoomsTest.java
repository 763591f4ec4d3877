package dev.eckart.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The rooms on the page of the architecture are those of the code: what their {@code package-info} says first, what their
 * classes really use, and which stand on which.
 */
class RoomsTest {
    private static final String ECKART = "dev.eckart.";
    private static final Path FRESH = Path.of("target", "rooms.md");
    private static final List<String> SOURCES = List.of("core/src/main/java", "app/src/main/java");
    private static final Pattern FIRST_SENTENCE = Pattern.compile("/\\*\\*(.*?\\.)\\s", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("<!-- rooms -->\\n(.*)<!-- end of rooms -->", Pattern.DOTALL);

    /** A part of the code: what its rooms' names begin with, and what its drawing and its table begin with. */
    private record House(String title, String prefix, String without) {
        boolean has(String room) {
            return room.startsWith(prefix) && (without.isEmpty() || !room.startsWith(without));
        }
    }

    private static final List<House> HOUSES = List.of(
            new House("core", "", "app."),
            new House("app: ONNX models, a library of its own", "app.onnx.", ""),
            new House("app: the program", "app.", "app.onnx."));

    @Test
    void areDrawnAsTheyAre() throws IOException {
        String fresh = page(uses());
        Matcher place = PLACE.matcher(Page.site("architecture.md").text());
        assertTrue(place.find(), "architecture.md has no place for rooms");
        Files.writeString(FRESH, fresh);
        assertEquals(
                fresh,
                place.group(1),
                "architecture.md is older than the code: copy app/target/rooms.md between its marks of rooms");
    }

    private static String page(SortedMap<String, SortedSet<String>> uses) {
        StringBuilder page = new StringBuilder();
        for (House house : HOUSES) {
            SortedMap<String, SortedSet<String>> rooms = new TreeMap<>();
            uses.forEach((room, used) -> {
                if (house.has(room)) {
                    rooms.put(room, used);
                }
            });
            page.append("### In ").append(house.title()).append("\n\n```\n");
            page.append(levels(house, rooms)).append("```\n\n| room | what lives there | uses |\n|---|---|---|\n");
            rooms.forEach((room, used) -> page.append("| `%s` | %s | %s |%n"
                    .formatted(room.substring(house.prefix().length()), purpose(room), names(house, used))));
            page.append('\n');
        }
        return page.toString().replace("\r\n", "\n");
    }

    /** The highest rooms first; a room uses only what stands below it. */
    private static String levels(House house, Map<String, SortedSet<String>> rooms) {
        Map<String, Integer> heights = new TreeMap<>();
        rooms.keySet().forEach(room -> height(room, rooms, heights));
        List<List<String>> levels = new ArrayList<>();
        heights.forEach((room, height) -> {
            while (levels.size() <= height) {
                levels.add(0, new ArrayList<>());
            }
        });
        heights.forEach((room, height) -> levels.get(levels.size() - 1 - height)
                .add(room.substring(house.prefix().length())));
        return levels.stream().map(level -> String.join("   ", level) + "\n").collect(Collectors.joining());
    }

    private static int height(String room, Map<String, SortedSet<String>> rooms, Map<String, Integer> known) {
        if (!known.containsKey(room)) {
            int height = rooms.get(room).stream()
                    .filter(rooms::containsKey)
                    .mapToInt(used -> height(used, rooms, known) + 1)
                    .max()
                    .orElse(0);
            known.put(room, height);
        }
        return known.get(room);
    }

    /** Rooms of the same house by name, houses below it as a whole. */
    private static String names(House house, SortedSet<String> used) {
        return used.stream()
                .map(room -> house.has(room)
                        ? room.substring(house.prefix().length())
                        : room.startsWith("app.onnx.") ? "onnx" : "core")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static SortedMap<String, SortedSet<String>> uses() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/onnx/proto/"))
                .importPackages("dev.eckart");
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        for (JavaClass user : classes) {
            if (isRoom(user.getPackageName())) {
                SortedSet<String> used = uses.computeIfAbsent(room(user.getPackageName()), room -> new TreeSet<>());
                user.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getPackageName())
                        .filter(name -> isRoom(name) && !name.equals(user.getPackageName()))
                        .map(RoomsTest::room)
                        .forEach(used::add);
            }
        }
        return uses;
    }

    /** The wiring, which uses all, the generated messages, and packages that only hold others are none. */
    private static boolean isRoom(String name) {
        return name.startsWith(ECKART)
                && !name.equals("dev.eckart.app")
                && SOURCES.stream().anyMatch(sources -> Files.exists(source(sources, name)));
    }

    private static String room(String name) {
        return name.substring(ECKART.length());
    }

    private static Path source(String sources, String name) {
        return Page.ROOT.resolve(sources).resolve(name.replace('.', '/')).resolve("package-info.java");
    }

    private static String purpose(String room) {
        try {
            for (String sources : SOURCES) {
                Path file = source(sources, ECKART + room);
                if (Files.exists(file)) {
                    Matcher sentence = FIRST_SENTENCE.matcher(Files.readString(file));
                    assertTrue(sentence.find(), () -> file + " has no sentence");
                    return sentence.group(1)
                            .replaceAll("\\s*\\n \\*\\s*", " ")
                            .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
                            .replaceAll("\\{@link [\\w.]*?(\\w+)\\}", "`$1`")
                            .strip();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError(room + " has no package-info");
    }
}
