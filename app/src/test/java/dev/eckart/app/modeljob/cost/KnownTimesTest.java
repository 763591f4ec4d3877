package dev.eckart.app.modeljob.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.cost.Kernel;
import dev.eckart.app.onnx.cost.MadeUpClock;
import dev.eckart.app.onnx.cost.ModelClock;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;
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
        return time(machine, new Kernel.Copies(kernel, copies), new MadeUpClock(node, 0), notes);
    }

    private long time(CostTable.Machine machine, Kernel.Copies kernel, ModelClock clock, List<String> notes) {
        try (KnownTimes times = new KnownTimes(file(), machine, clock, notes::add)) {
            return times.nanoseconds(List.of(kernel)).get(0);
        }
    }

    /** A machine that takes so many times as long for all that it does. */
    private record BusyClock(int times) implements ModelClock {
        private static final MadeUpClock QUIET = new MadeUpClock(100, 0);

        @Override
        public List<Long> nanoseconds(List<Kernel.Copies> kernels) {
            return QUIET.nanoseconds(kernels).stream().map(time -> times * time).toList();
        }

        @Override
        public Speed race(OnnxModel before, OnnxModel after, SampleBatch batch) {
            throw new AssertionError("no model is run");
        }
    }

    @Test
    void whatWasMeasuredIsRememberedByOtherRuns() {
        List<String> notes = new ArrayList<>();
        assertEquals(6 * 5 + 100, time(HERE, kernel(5), 1, 100, notes));
        assertEquals(6 * 5 + 100, time(HERE, kernel(5), 1, 999, notes));
        assertEquals(1, notes.size(), notes::toString);
        time(HERE, kernel(5), 2, 999, notes);
        time(HERE, kernel(7), 1, 999, notes);
        assertEquals(3, notes.size(), "of other copies, and of others, nothing was known");
        assertEquals(
                4, CostTable.read(file(), HERE, notes::add).kernels().size(), "with what they are measured beside");
    }

    @Test
    void whatIsMeasuredOnABusyDayIsToldAsOnTheFirst() {
        Kernel.Copies first = new Kernel.Copies(kernel(5), 1);
        Kernel.Copies second = new Kernel.Copies(kernel(7), 1);
        List<String> notes = new ArrayList<>();
        assertEquals(2 * (6 * 5 + 100), time(HERE, first, new BusyClock(2), notes));
        assertEquals(2 * (6 * 7 + 100), time(HERE, second, new BusyClock(5), notes));
        assertEquals(2 * (6 * 5 + 100), time(HERE, first, new BusyClock(1), notes));
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
