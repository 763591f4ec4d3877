package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.ExportedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Eckart in somebody's program, whose class path is long. */
class LongCommandLineIT {
    @TempDir
    private Path directory;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its command lines are at most 32,767 characters long")
    void modelsAreRun() throws IOException, InterruptedException {
        Path model = Files.write(
                directory.resolve("model.onnx"),
                ExportedModels.all().values().iterator().next().toByteArray());
        String others = (":/none/" + "x".repeat(93)).repeat(1000);
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Installation.built().home().resolve("lib") + "/*" + others,
                        "dev.eckart.app.Main",
                        "diff",
                        model.toString(),
                        model.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();
        try {
            process.waitFor(60, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), () -> read(err));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
