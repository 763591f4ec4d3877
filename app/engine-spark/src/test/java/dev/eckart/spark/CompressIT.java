package dev.eckart.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Models that executors factorise, which are processes of this machine. */
@DisabledOnOs(OS.WINDOWS)
class CompressIT {
    @TempDir
    private Path directory;

    @Test
    void executorsComeToTheSameBits() throws IOException, InterruptedException {
        Program program = new Program(directory);
        program.writePictures();
        String data = directory.resolve("data").toString();
        run(
                program,
                "train",
                List.of(
                        "train",
                        "-o",
                        place("model.onnx"),
                        "--data",
                        data,
                        "--preset",
                        "quick",
                        "-P",
                        "base.epochs=1"));
        compress(program, "local", data);
        compress(program, "spark", data, "--engine", "spark", "--master", "local-cluster[2,1,1024]");
        assertArrayEquals(smaller("local"), smaller("spark"));
    }

    private void compress(Program program, String name, String data, String... options)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("compress", place("model.onnx"), "-o", place(name + ".onnx")));
        arguments.addAll(List.of("--ratio", "3", "--data", data, "--threads", "1", "--backend", "ejml", "--no-timing"));
        arguments.addAll(List.of(options));
        run(program, name, arguments);
    }

    private static void run(Program program, String name, List<String> arguments)
            throws IOException, InterruptedException {
        assertEquals(0, Program.wait(program.start(name, arguments)), () -> program.err(name));
    }

    private byte[] smaller(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name + ".onnx"));
    }

    private String place(String name) {
        return directory.resolve(name).toString();
    }
}
