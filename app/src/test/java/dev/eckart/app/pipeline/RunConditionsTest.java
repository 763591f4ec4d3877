package dev.eckart.app.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.app.console.Json;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.report.RunReport.BackendReport;
import dev.eckart.app.report.RunReport.DatasetReport;
import dev.eckart.spi.EckartException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunConditionsTest {
    @TempDir
    private Path parent;

    private RunDirectory directory;

    @BeforeEach
    void beginARun() {
        directory = RunDirectory.prepare(parent.resolve("run"), RunDirectory.REPORT, false);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void aRunThatGoesOnKeepsWhenItWasBegun() {
        RunConditions first = conditions("then", 2, Optional.of("vector")).in(directory);
        assertEquals(first, conditions("now", 2, Optional.of("vector")).in(directory));
    }

    @Test
    void otherKernelsAreRefusedInPlainWords() {
        conditions("then", 2, Optional.empty()).in(directory);
        assertEquals(
                "the run was begun with kernels of inference: none, now: vector, and its times would be of both; start Java"
                        + " as it was started then, or begin the run anew",
                refusal(conditions("now", 2, Optional.of("vector"))));
    }

    @Test
    void anotherBackendIsRefusedInPlainWords() {
        conditions("then", 2, Optional.empty()).in(directory);
        assertEquals(
                "the run was begun with another backend (ejml, EJML 0.46, float32, 2 threads, now ejml, EJML 0.46, float32,"
                        + " 3 threads) and cannot go on with this one; begin it anew",
                refusal(conditions("now", 3, Optional.empty())));
    }

    /** Before there were kernels, none was told. */
    @Test
    void aRunThatTellsOfNoKernelsHadNone() {
        String kept = Json.of(conditions("then", 2, Optional.empty()));
        String older = kept.replaceFirst(",\\s*\"kernels\" : null", "");
        assertNotEquals(kept, older);
        directory.write(".beginning.json", older);
        assertEquals(
                "then", conditions("now", 2, Optional.empty()).in(directory).started());
    }

    private String refusal(RunConditions conditions) {
        return assertThrows(EckartException.class, () -> conditions.in(directory))
                .getMessage();
    }

    private static RunConditions conditions(String started, int threads, Optional<String> kernels) {
        return new RunConditions(
                started,
                new BackendReport("ejml", "EJML", "0.46", "float32", threads, kernels),
                new DatasetReport("made-up", 3, 2, "0"));
    }
}
