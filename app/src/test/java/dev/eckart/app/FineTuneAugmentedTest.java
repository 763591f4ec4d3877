package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ArraysFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on pictures that are moved. */
class FineTuneAugmentedTest {
    @TempDir
    private Path directory;

    private FineTuneCase files;

    /** Pictures of 4 x 6 for a model that takes 24 numbers. */
    @BeforeEach
    void write() throws IOException {
        files = FineTuneCase.in(directory);
        byte[] pixels = new byte[100 * 24];
        new SplittableRandom(5).nextBytes(pixels);
        new ArraysFile().bytes("x", pixels, 100, 4, 6).write(directory.resolve("pictures.npz"));
    }

    private Outcome run(LongSupplier clock, String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--data", files.file("pictures.npz"), "--scale", "0.5,0.3", "--no-timing"));
        arguments.addAll(List.of("--threads", "1", "-o", files.file("tuned.onnx")));
        arguments.addAll(List.of(options));
        return InProcess.run(clock, arguments.toArray(String[]::new));
    }

    private Outcome tune(LongSupplier clock, String... options) {
        return run(
                clock,
                "fine-tune " + files.file("small.onnx") + " --epochs 3 --teacher " + files.file("model.onnx"),
                options);
    }

    private byte[] taken() throws IOException {
        byte[] model = Files.readAllBytes(directory.resolve("tuned.onnx"));
        Files.delete(directory.resolve("tuned.onnx"));
        Files.delete(directory.resolve("tuned.onnx.json"));
        return model;
    }

    /** The power fails as soon as something has been kept. */
    private long failing() {
        if (Files.exists(directory.resolve("tuned.onnx.checkpoint"))) {
            throw new IllegalStateException("cut off");
        }
        return System.nanoTime();
    }

    /** What is kept back stays where it is, so that losses can be set side by side. */
    @Test
    void picturesAreMovedToLearnFromAndNotToJudgeBy() throws IOException {
        JsonNode still = tune(System::nanoTime, "--json").json().get("training");
        taken();
        JsonNode moved = tune(System::nanoTime, "--shift", "1.5", "--rotate", "15", "--json")
                .json()
                .get("training");
        assertEquals(0, still.at("/plan/shift").asDouble());
        assertEquals(1.5, moved.at("/plan/shift").asDouble());
        assertEquals(15, moved.at("/plan/rotate").asDouble());
        assertEquals(still.get("startLoss"), moved.get("startLoss"));
        assertNotEquals(still.at("/epochs/0/training"), moved.at("/epochs/0/training"));
    }

    @Test
    void theTextSaysHowFar() {
        String text = tune(System::nanoTime, "--shift", "1.5", "--rotate", "15").out();
        assertTrue(text.contains(", seed 1, pictures moved by up to 1.5 pixels and 15 degrees"), text);
    }

    @Test
    void aTrainingThatWasCutOffGoesOnToTheSameBits() throws IOException {
        String[] options = {"--shift", "1", "--rotate", "20"};
        assertEquals(0, tune(System::nanoTime, options).code());
        byte[] whole = taken();
        assertEquals(1, tune(this::failing, options).code());
        tune(System::nanoTime, "--shift", "2", "--rotate", "20")
                .assertError(2, "tuned.onnx.checkpoint' is of another training");
        assertEquals(0, tune(System::nanoTime, options).code());
        assertArrayEquals(whole, taken());
    }

    @Test
    void compressMovesThemToo() throws IOException {
        JsonNode report = run(
                        System::nanoTime,
                        "compress " + files.file("model.onnx") + " --ratio 2 --backend ejml --fine-tune-epochs 2",
                        "--shift",
                        "1",
                        "--json")
                .json();
        assertEquals(1, report.at("/training/plan/shift").asDouble());
        assertEquals(0, report.at("/training/plan/rotate").asDouble());
    }

    @Test
    void whatCannotBeMovedIsRefused() throws IOException {
        files.taught("--shift", "1").assertError(2, "--shift, --rotate: no input gets pictures that can be moved");
        files.taught("--shift", "-1").assertError(2, "--shift: -1 is not at least 0");
        files.taught("--shift", "251").assertError(2, "--shift: 251 is not at least 0 and at most 250");
        files.taught("--rotate", "181").assertError(2, "--rotate: 181 is not at least 0 and at most 180");
        files.assertUntouched();
    }
}
