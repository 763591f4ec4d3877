package dev.eckart.spark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The built distribution with the folder of engines that was built.
 *
 * @param directory what is written by the programs, and what they say, is here
 * @param distribution where the programs are
 */
record Program(Path directory, Path distribution) {
    static final Path ENGINES = Path.of(System.getProperty("eckart.engines"));

    private static final int MINUTES = 10;

    Program(Path directory) {
        this(directory, Path.of(System.getProperty("eckart.distribution")).toAbsolutePath());
    }

    /** The same with a folder of plug-ins. */
    Program with(Path plugins) throws IOException {
        Path copy = Files.createDirectory(directory.resolve("distribution"));
        try (Stream<Path> parts = Files.list(distribution)) {
            for (Path part : parts.toList()) {
                Path name = part.getFileName();
                Files.createSymbolicLink(copy.resolve(name), name.toString().equals("plugins") ? plugins : part);
            }
        }
        // The installation is where the script is, behind links.
        Files.delete(copy.resolve("bin"));
        Files.createDirectory(copy.resolve("bin"));
        Files.copy(distribution.resolve("bin/eckart"), copy.resolve("bin/eckart"), StandardCopyOption.COPY_ATTRIBUTES);
        return new Program(directory, copy);
    }

    /** Pictures to train on, in the folder {@code data}. */
    void writePictures() throws IOException {
        write("train", 400);
        write("t10k", 100);
    }

    /** Pictures that are noise but for a bright row, which is their class. */
    private void write(String part, int count) throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        SplittableRandom random = new Seed(count).random();
        ByteBuffer pictures = ByteBuffer.allocate(16 + count * 784);
        pictures.putInt(0x803).putInt(count).putInt(28).putInt(28);
        ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            int label = i % 10;
            labels.put((byte) label);
            for (int pixel = 0; pixel < 784; pixel++) {
                pictures.put((byte) (pixel / 28 == 2 * label + 4 ? 200 : random.nextInt(60)));
            }
        }
        Files.write(data.resolve(part + "-images-idx3-ubyte"), pictures.array());
        Files.write(data.resolve(part + "-labels-idx1-ubyte"), labels.array());
    }

    Process start(String name, List<String> arguments, String... java) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(distribution.resolve("bin/eckart").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(directory.resolve(name + ".out").toFile())
                .redirectError(directory.resolve(name + ".err").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("ECKART_"));
        builder.environment().put("ECKART_JAVA_OPTS", "-Deckart.engines=" + ENGINES + " " + String.join(" ", java));
        return builder.start();
    }

    static int wait(Process process) throws InterruptedException {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("it does not end");
        }
        return process.exitValue();
    }

    /** Kills an executor of a program as soon as something is there, while the other goes on. */
    static void killExecutor(Process driver, BooleanSupplier there, Supplier<String> err) throws InterruptedException {
        waitUntil(driver, there, err);
        driver.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .findFirst()
                .orElseThrow()
                .destroyForcibly();
    }

    private static void waitUntil(Process driver, BooleanSupplier there, Supplier<String> err)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        while (!there.getAsBoolean()) {
            assertTrue(driver.isAlive() && System.nanoTime() < deadline, err);
            Thread.sleep(20);
        }
    }

    String err(String name) {
        try {
            return Files.readString(directory.resolve(name + ".err"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
