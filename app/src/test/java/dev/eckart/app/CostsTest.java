package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.Json;
import dev.eckart.app.modeljob.cost.CostTable;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.cost.Kernel;
import dev.eckart.app.onnx.cost.StandardKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eckart costs}: what is kept of kernels. */
class CostsTest {
    private static final long MADE_UP = 987_654_321_000L;
    private static final int STANDARD = StandardKernels.all().size();
    private static final CostTable.Machine MACHINE = CostTable.Machine.here(1);

    @TempDir
    Path directory;

    private Map<String, String> environment() {
        return Map.of("ECKART_COSTS", directory.toString());
    }

    private Path file() {
        return CostTable.file(new Environment(environment()), MACHINE);
    }

    private Outcome costs(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "costs";
        all[1] = "--threads";
        all[2] = "1";
        System.arraycopy(options, 0, all, 3, options.length);
        return InProcess.run(environment(), all);
    }

    private void write(CostTable.Machine machine) throws IOException {
        Kernel kernel = new Kernel(
                "MatMul of 1x6: 6 -> 5",
                new ModelBuilder(1)
                        .input("x", 1, 6)
                        .output("y", 1, 5)
                        .weights("w", 6, 5)
                        .node("MatMul", "m", List.of("x", "w"), "y")
                        .build(8, 17));
        CostTable table = new CostTable(
                CostTable.SCHEMA,
                machine,
                List.of(new CostTable.Entry(
                        new Kernel.Copies(kernel, 2).key(), kernel.text(), 2, MADE_UP, kernel.packed())));
        Files.writeString(file(), Json.of(table));
    }

    @Test
    void whatIsKeptIsShown() throws IOException {
        write(MACHINE);
        JsonNode shown = costs("--json").json();
        assertEquals(1 + STANDARD, shown.get("kernels").size());
        assertEquals("MatMul of 1x6: 6 -> 5", shown.at("/kernels/0/kernel").asText());
        assertEquals(MADE_UP, shown.at("/kernels/0/nanoseconds").asLong());
        String text = costs().out();
        assertTrue(text.contains("MatMul of 1x6: 6 -> 5"), text);
        assertTrue(text.contains("ONNX Runtime"), text);
    }

    @Test
    void renewingMeasuresWhatIsKeptAgain() throws IOException {
        write(MACHINE);
        JsonNode renewed = costs("--renew", "--json").json();
        long time = renewed.at("/kernels/0/nanoseconds").asLong();
        assertTrue(time > 0 && time != MADE_UP, time + " ns");
        assertEquals(time, costs("--json").json().at("/kernels/0/nanoseconds").asLong());
    }

    @Test
    void standardKernelsAreMeasuredOnce() throws IOException {
        JsonNode first = costs("--json").json();
        assertEquals(STANDARD, first.get("kernels").size());
        first.get("kernels")
                .forEach(kernel -> assertTrue(kernel.get("nanoseconds").asLong() > 0, kernel::toString));
        assertTrue(Files.exists(file()));
        assertEquals(first, costs("--json").json());
    }

    @Test
    void whatIsDamagedOrFromElsewhereIsToldAndNotUsed() throws IOException {
        write(new CostTable.Machine("another", 64, "elsewhere", "ONNX Runtime 0", 1));
        Outcome foreign = costs("--json");
        assertEquals(STANDARD, foreign.json().get("kernels").size());
        assertTrue(foreign.err().contains("was measured elsewhere"), foreign.err());
        Files.writeString(file(), "{ \"schema\": 1, ");
        Outcome damaged = costs("--json");
        assertEquals(STANDARD, damaged.json().get("kernels").size());
        assertTrue(damaged.err().contains("is no table of costs"), damaged.err());
    }

    @Test
    void threadsBelowNoneAreRefused() {
        InProcess.run(environment(), "costs", "--threads", "-1").assertError(2, "--threads");
    }
}
