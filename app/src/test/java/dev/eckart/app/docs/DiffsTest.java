package dev.eckart.app.docs;

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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The changes that CONTRIBUTING shows can still be made: the lines that they change are there, the files they add are not. */
class DiffsTest {
    private static final Path CONTRIBUTING = Path.of(".github", "CONTRIBUTING.md");
    private static final int LONGEST = 100;
    private static final Pattern FILE = Pattern.compile("(?m)^diff --git a/(\\S+) b/(\\S+)$");
    private static final Pattern HUNK = Pattern.compile("(?m)^@@ .*$");

    private static Stream<Page.Block> diffs() {
        return Page.of(CONTRIBUTING).blocks().stream()
                .filter(block -> block.language().equals("diff"));
    }

    @Test
    void areThreeAndShort() {
        List<Long> lines = diffs().map(diff -> diff.text().lines().count()).toList();
        assertEquals(3, lines.size());
        assertTrue(lines.stream().allMatch(count -> count < LONGEST), lines::toString);
    }

    @TestFactory
    Stream<DynamicTest> apply() {
        return diffs().flatMap(diff -> split(diff.text(), FILE).stream())
                .map(change ->
                        DynamicTest.dynamicTest(change.lines().findFirst().orElseThrow(), () -> check(change)));
    }

    private static void check(String change) throws IOException {
        Matcher names = FILE.matcher(change);
        assertTrue(names.find());
        Path before = Page.ROOT.resolve(names.group(1));
        Path after = Page.ROOT.resolve(names.group(2));
        if (change.contains("\nnew file mode ")) {
            assertTrue(Files.notExists(after), () -> after + " is there already");
            return;
        }
        assertTrue(before.equals(after) || Files.notExists(after), () -> after + " is there already");
        String text = Files.readString(before);
        for (String hunk : split(change, HUNK)) {
            List<String> old = hunk.lines()
                    .skip(1)
                    .filter(line -> line.isEmpty() || line.startsWith(" ") || line.startsWith("-"))
                    .map(line -> line.isEmpty() ? line : line.substring(1))
                    .toList();
            assertTrue(
                    text.contains(String.join("\n", old) + "\n"),
                    () -> "these lines are not in " + before + ":\n" + String.join("\n", old));
        }
    }

    /** The parts of a text that begin where the pattern is found. */
    private static List<String> split(String text, Pattern start) {
        List<Integer> starts = new ArrayList<>(
                start.matcher(text).results().map(found -> found.start()).toList());
        starts.add(text.length());
        List<String> parts = new ArrayList<>();
        for (int i = 1; i < starts.size(); i++) {
            parts.add(text.substring(starts.get(i - 1), starts.get(i)));
        }
        return parts;
    }
}
