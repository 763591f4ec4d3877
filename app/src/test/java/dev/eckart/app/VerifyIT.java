package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.Installation.Outcome;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Backends that are wrong on purpose, dropped into the built distribution. */
@DisabledOnOs(OS.WINDOWS)
class VerifyIT {
    @TempDir
    private Path directory;

    @Test
    void wrongSingularValuesAreFoundAndNamed() throws IOException {
        Installation copy = Installation.copyTo(directory.resolve("svd"));
        FaultyBackend.singularValues(copy.plugins("faulty.jar"));
        Outcome outcome = onSmallData(copy, "verify", "--backends", "slightly-off,ejml,commons-math");
        assertMissed(
                outcome,
                "slightly-off float64, singular values, dense-",
                "exceeds",
                "times too large",
                "the referee agrees with ejml, commons-math");
        assertTrue(errors(outcome).stream().allMatch(line -> line.contains("slightly-off")), outcome::err);
        Outcome run = onSmallData(copy, "run", "--backend", "slightly-off");
        assertEquals(1, run.code(), run::err);
        assertTrue(run.err().contains("backend 'slightly-off' returned a wrong eigendecomposition"), run::err);
    }

    @Test
    void wrongProductsAreFoundAndNamed() throws IOException {
        Installation copy = Installation.copyTo(directory.resolve("gemm"));
        FaultyBackend.products(copy.plugins("faulty.jar"));
        Outcome outcome = onSmallData(copy, "verify", "--backends", "nearly-right,ejml,commons-math");
        assertMissed(outcome, "nearly-right float64, first steps, step ", "the referee agrees with ejml, commons-math");
        assertMissed(outcome, "nearly-right float64, logits, ", "the referee agrees with ejml, commons-math");
        assertTrue(errors(outcome).stream().allMatch(line -> line.contains("nearly-right")), outcome::err);
        assertEquals(0, onSmallData(copy, "run", "--backend", "nearly-right").code());
    }

    private Outcome onSmallData(Installation installation, String command, String... options) {
        Path data = IdxWriter.write(directory.resolve("data"), SyntheticDigits.dataset(new Seed(3), 600, 200));
        List<String> arguments = new ArrayList<>(List.of(command, "--data", data.toString(), "--quiet", "--force"));
        arguments.addAll(List.of("--precision", "float64", "-P", "base.epochs=1", "-P", "base.batch-size=50"));
        arguments.addAll(List.of("-o", directory.resolve(command).toString()));
        arguments.addAll(List.of(options));
        return installation.run(arguments.toArray(String[]::new));
    }

    private static void assertMissed(Outcome outcome, String... parts) {
        assertEquals(3, outcome.code(), outcome::err);
        assertTrue(errors(outcome).stream().anyMatch(line -> Stream.of(parts).allMatch(line::contains)), outcome::err);
    }

    private static List<String> errors(Outcome outcome) {
        return outcome.err()
                .lines()
                .filter(line -> line.startsWith("eckart: error: "))
                .toList();
    }
}
