package dev.eckart.app.modeljob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.cost.Kernel;
import dev.eckart.app.onnx.cost.MadeUpClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownTimesTest {
    private static final CostTable.Machine HERE = new CostTable.Machine("this", 2, "here", "a runtime", 1);

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("deeper").resolve("costs.json");
    }

    private static Kernel kernel(long width) {
        return new Kernel(
                "of " + width,
                new ModelBuilder(1)
                        .input("x", 1, 6)
                        .output("y", 1, width)
                        .weights("w", 6, width)
                        .node("MatMul", "m", List.of("x", "w"), "y")
                        .build(8, 17));
    }

    private long time(CostTable.Machine machine, Kernel kernel, int copies, long node, List<String> notes) {
        try (KnownTimes times = new KnownTimes(file(), machine, new MadeUpClock(node, 0), notes::add)) {
            return times.nanoseconds(kernel, copies);
        }
    }

    @Test
    void whatWasMeasuredIsRememberedByOtherRuns() {
        List<String> notes = new ArrayList<>();
        assertEquals(6 * 5 + 100, time(HERE, kernel(5), 1, 100, notes));
        assertEquals(6 * 5 + 100, time(HERE, kernel(5), 1, 999, notes));
        assertEquals(6 * 7 + 999, time(HERE, kernel(7), 1, 999, notes));
        assertEquals(6 * 5 + 999, time(HERE, kernel(5), 2, 999, notes), "of other copies nothing was known");
        assertEquals(3, CostTable.read(file(), HERE, notes::add).kernels().size());
        assertEquals(3, notes.size(), notes::toString);
    }

    @Test
    void whatIsOfAnotherMachineIsMeasuredAgain() {
        List<String> notes = new ArrayList<>();
        time(HERE, kernel(5), 1, 100, notes);
        CostTable.Machine other = new CostTable.Machine("this", 2, "here", "another runtime", 1);
        assertEquals(6 * 5 + 7, time(other, kernel(5), 1, 7, notes));
        assertTrue(notes.get(1).contains("elsewhere"), notes::toString);
    }

    @Test
    void whatIsDamagedIsMeasuredAgainAndReplaced() throws IOException {
        List<String> notes = new ArrayList<>();
        time(HERE, kernel(5), 1, 100, notes);
        String whole = Files.readString(file());
        Files.writeString(file(), whole.substring(0, whole.length() / 2));
        assertEquals(6 * 5 + 7, time(HERE, kernel(5), 1, 7, notes));
        assertTrue(notes.get(1).contains("no table of costs"), notes::toString);
        assertFalse(notes.get(1).contains("\n"));
        assertEquals(6 * 5 + 7, time(HERE, kernel(5), 1, 9, notes));
    }

    @Test
    void whatCannotBeKeptIsStillTold() throws IOException {
        Files.writeString(directory.resolve("deeper"), "a file where a directory should be");
        List<String> notes = new ArrayList<>();
        assertEquals(6 * 5 + 100, time(HERE, kernel(5), 1, 100, notes));
        assertTrue(notes.get(0).contains("cannot be written"), notes::toString);
        assertTrue(notes.get(0).contains(CostTable.VARIABLE), notes::toString);
    }
}
