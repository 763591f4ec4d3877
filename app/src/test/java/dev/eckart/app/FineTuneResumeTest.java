package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.InProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that are cut off after an epoch. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FineTuneResumeTest {
    @TempDir
    private Path directory;

    private FineTuneCase made;
    private FineTuneCase files;

    @BeforeAll
    void cut(@TempDir Path temporary) throws IOException {
        made = FineTuneCase.in(temporary);
    }

    @BeforeEach
    void copy() throws IOException {
        files = made.copied(directory);
    }

    private Path checkpoint() {
        return directory.resolve("tuned.onnx.checkpoint");
    }

    private Outcome run(LongSupplier clock, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--data", files.file("samples.npz"), "--no-timing", "--threads", "1"));
        arguments.addAll(List.of("-o", files.file("tuned.onnx")));
        return InProcess.run(clock, arguments.toArray(String[]::new));
    }

    private Outcome tune(LongSupplier clock, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("fine-tune", files.file("small.onnx"), "--teacher", files.file("model.onnx"), "--epochs", "4"));
        arguments.addAll(List.of(options));
        return run(clock, arguments.toArray(String[]::new));
    }

    /** The power fails as soon as something has been kept. */
    private long failing() {
        if (Files.exists(checkpoint())) {
            throw new IllegalStateException("cut off");
        }
        return System.nanoTime();
    }

    private byte[] taken() throws IOException {
        byte[] model = Files.readAllBytes(directory.resolve("tuned.onnx"));
        Files.delete(directory.resolve("tuned.onnx"));
        Files.delete(directory.resolve("tuned.onnx.json"));
        return model;
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "momentum", "nesterov", "sgd"})
    void whatGoesOnEndsInTheSameBits(String optimizer) throws IOException {
        String[] options = {
            "--optimizer", optimizer, "--clip", "1", "--weight-decay", "0.01", "--schedule", "warm-up", "--batch", "16"
        };
        assertEquals(0, tune(System::nanoTime, options).code());
        byte[] whole = taken();
        assertEquals(1, tune(this::failing, options).code());
        assertFalse(Files.exists(directory.resolve("tuned.onnx")));
        Outcome rest = tune(System::nanoTime, options);
        assertEquals(0, rest.code(), rest::err);
        assertTrue(rest.err().contains("eckart: note: goes on from "), rest::err);
        assertTrue(rest.err().contains("eckart: note: epoch 1 of 4 was over, the best was epoch 1"), rest::err);
        assertTrue(rest.out().contains("of 4, loss on samples kept back"), rest::out);
        assertArrayEquals(whole, taken());
        assertFalse(Files.exists(checkpoint()));
    }

    @Test
    void whatAnotherTrainingHasLeftIsNotTakenNorLost() throws IOException {
        assertEquals(1, tune(this::failing).code());
        byte[] left = Files.readAllBytes(checkpoint());
        tune(System::nanoTime, "--learning-rate", "0.01")
                .assertError(2, "tuned.onnx.checkpoint' is of another training", "--force");
        assertArrayEquals(left, Files.readAllBytes(checkpoint()));
        Outcome anew = tune(System::nanoTime, "--learning-rate", "0.01", "--force");
        assertEquals(0, anew.code(), anew::err);
        assertTrue(anew.err().contains("is of another training and is replaced"), anew::err);
        assertFalse(Files.exists(checkpoint()));
    }

    @Test
    void aDirectoryThatIsNotThereYetIsMade() {
        String made = directory.resolve("new").resolve("tuned.onnx").toString();
        Outcome outcome = InProcess.run(
                System::nanoTime,
                "fine-tune",
                files.file("small.onnx"),
                "--teacher",
                files.file("model.onnx"),
                "--data",
                files.file("samples.npz"),
                "--epochs",
                "1",
                "--no-timing",
                "-o",
                made);
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(Files.exists(Path.of(made)));
    }

    @Test
    void compressGoesOnToo() throws IOException {
        String[] options = {
            "compress", files.file("model.onnx"), "--ratio", "2", "--fine-tune-epochs", "4", "--backend", "ejml"
        };
        assertEquals(0, run(System::nanoTime, options).code());
        byte[] whole = taken();
        assertEquals(1, run(this::failing, options).code());
        Outcome rest = run(System::nanoTime, options);
        assertTrue(rest.err().contains("eckart: note: goes on from "), rest::err);
        assertArrayEquals(whole, taken());
    }
}
