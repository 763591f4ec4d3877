package dev.eckart.app.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eckart.app.fault.Trial.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A few of the faults that {@code mvn -Pfaults} injects at random. */
@DisabledOnOs(OS.WINDOWS)
class FaultsIT {
    @TempDir
    private static Path directory;

    private static Faults faults;

    @BeforeAll
    static void writeSources() throws IOException {
        faults = Faults.in(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "RUN, disk full, 1",
        "RUN, plug-in lies, 2",
        "COMPRESS, plug-in exits, 3",
        "COMPRESS, plug-in overflows, 4",
        "COMPRESS, SIGKILL, 5",
        "FINE_TUNE, SIGTERM, 6"
    })
    void promisesAreKept(Scenario scenario, String name, long seed) throws IOException, InterruptedException {
        Fault fault = Faults.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        assumeTrue(fault.impossible().isEmpty(), () -> fault.impossible().orElseThrow());
        Verdict verdict = faults.verdict(scenario, fault, seed);
        assertEquals(List.of(), verdict.broken(), () -> FaultTable.line(verdict));
    }
}
