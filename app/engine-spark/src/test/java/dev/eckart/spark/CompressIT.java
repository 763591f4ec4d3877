package dev.eckart.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Models that executors factorise, which are processes of this machine. */
@DisabledOnOs(OS.WINDOWS)
class CompressIT {
    @TempDir
    private Path directory;

    private Program program;
    private String data;

    @BeforeEach
    void model() throws IOException, InterruptedException {
        program = new Program(directory);
        program.writePictures();
        data = directory.resolve("data").toString();
        List<String> arguments = List.of("train", "-o", place("model.onnx"), "--data", data, "--preset", "quick");
        run("train", Stream.concat(arguments.stream(), Stream.of("-P", "base.epochs=1")));
    }

    /** They observe layers and gradients, factorise, and try ranks. */
    @Test
    void executorsComeToTheSameBits() throws IOException, InterruptedException {
        compress("local");
        compress("spark", "--engine", "spark", "--master", "local-cluster[2,1,1024]");
        assertArrayEquals(smaller("local"), smaller("spark"));
    }

    @Test
    void anExecutorThatIsKilledChangesNothing() throws IOException, InterruptedException {
        compress("local", "--allocator", "sensitivity");
        List<String> arguments = arguments(
                        "spark",
                        "--allocator",
                        "sensitivity",
                        "--engine",
                        "spark",
                        "--master",
                        "local-cluster[2,1,1024]")
                .toList();
        Process driver = program.start("spark", arguments, "-Deckart.spark.log=info");
        Program.killExecutor(driver, () -> program.err("spark").contains("Starting task"), () -> program.err("spark"));
        assertEquals(0, Program.wait(driver), () -> program.err("spark"));
        assertArrayEquals(smaller("local"), smaller("spark"));
    }

    /** What they knew of layers is gone with them, and so is the layer that they were at. */
    @Test
    void executorsThatDieChangeNothing() throws IOException, InterruptedException {
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        Perishing.build(plugins.resolve("perishing.jar"));
        program = program.with(plugins);
        compress("local", "--decomposer", Perishing.NAME);
        for (int i = 0; i < 2; i++) {
            Files.createFile(plugins.resolve(Perishing.FACTORISING + i));
            Files.createFile(plugins.resolve(Perishing.MAKING + i));
        }
        compress("spark", "--decomposer", Perishing.NAME, "--engine", "spark", "--master", "local-cluster[2,1,1024]");
        assertArrayEquals(smaller("local"), smaller("spark"));
        try (Stream<Path> left = Files.list(plugins)) {
            assertEquals(1, left.count(), "not all have died");
        }
    }

    private void compress(String name, String... options) throws IOException, InterruptedException {
        run(name, arguments(name, options));
    }

    private Stream<String> arguments(String name, String... options) {
        Stream<String> arguments = Stream.of(
                "compress",
                place("model.onnx"),
                "-o",
                place(name + ".onnx"),
                "--ratio",
                "3",
                "--data",
                data,
                "--threads",
                "1",
                "--backend",
                "ejml",
                "--no-timing");
        return Stream.concat(arguments, Stream.of(options));
    }

    private void run(String name, Stream<String> arguments) throws IOException, InterruptedException {
        assertEquals(0, Program.wait(program.start(name, arguments.toList())), () -> program.err(name));
    }

    private byte[] smaller(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name + ".onnx"));
    }

    private String place(String name) {
        return directory.resolve(name).toString();
    }
}
