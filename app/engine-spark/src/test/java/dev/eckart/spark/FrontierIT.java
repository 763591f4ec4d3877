package dev.eckart.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Frontiers of the built distribution, on executors that are processes of this machine. */
@DisabledOnOs(OS.WINDOWS)
class FrontierIT {
    private static final Path ENGINES = Path.of(System.getProperty("eckart.engines"));
    private static final String CLUSTER = "local-cluster[2,1,1024]";
    private static final int MINUTES = 10;

    @TempDir
    private Path directory;

    @BeforeEach
    void data() throws IOException {
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

    @Test
    void anExecutorThatIsKilledAndADriverThatIsKilledChangeNothing() throws IOException, InterruptedException {
        assertEquals(0, wait(frontier("local")), () -> err("local"));
        Process killed = frontier("spark", "--engine", "spark", "--master", CLUSTER);
        waitUntil(killed, "spark", ".bases-0.task");
        kill(killed);
        waitUntil(killed, "spark", ".trials-0.task");
        killed.descendants().forEach(ProcessHandle::destroyForcibly);
        killed.destroyForcibly().waitFor();
        Process resumed = started(
                "spark",
                List.of("frontier", "--resume", place("spark"), "--engine", "spark", "--master", CLUSTER, "--json"));
        assertEquals(0, wait(resumed), () -> err("spark"));
        assertEquals(stable("local"), stable("spark"));
        try (Stream<Path> left = Files.list(directory)) {
            assertTrue(left.noneMatch(path -> path.getFileName().toString().startsWith(".")), "something is left");
        }
    }

    /** One executor, while the other goes on. */
    private static void kill(Process driver) {
        Optional<ProcessHandle> executor = driver.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .findFirst();
        executor.orElseThrow().destroyForcibly();
    }

    private void waitUntil(Process driver, String name, String file) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        while (!isWritten(name, file)) {
            assertTrue(driver.isAlive() && System.nanoTime() < deadline, () -> err(name));
            Thread.sleep(20);
        }
    }

    private boolean isWritten(String name, String file) throws IOException {
        try (Stream<Path> left = Files.list(directory)) {
            return left.filter(path -> path.getFileName().toString().startsWith("." + name + ".part"))
                    .anyMatch(path -> Files.exists(path.resolve(file)));
        }
    }

    @Test
    void aMasterThatIsNotThereIsNamed() throws IOException, InterruptedException {
        assertError("there is no Spark master at 'spark://127.0.0.1:1'", "--master", "spark://127.0.0.1:1");
        assertError("'nowhere' is no HOST:PORT", "--master", "spark://nowhere");
        assertError("Spark cannot work with 'sprak'", "--master", "sprak");
        assertError("needs to know who shares out the work");
        assertError("cpus per task", "--master", "local[1]", "--engine-options", "spark.task.cpus=2");
        assertError(
                "nobody at 'local-cluster[1,1,1024]' has taken a task for 3 seconds",
                "--master",
                "local-cluster[1,1,1024]",
                "--engine-options",
                "spark.executor.cores=2",
                "-P",
                "engine.patience=3");
    }

    @Test
    void aJarThatIsMissingIsNamed() throws IOException, InterruptedException {
        Path engine = Files.createDirectories(directory.resolve("engines/spark"));
        Path jars = Files.createDirectory(engine.resolve("jars"));
        link(ENGINES.resolve("spark"), engine, "");
        link(ENGINES.resolve("spark/jars"), jars, "scala-library");
        Process process = started(
                "missing",
                arguments("missing", "--engine", "spark", "--master", "local[1]"),
                "-Deckart.engines=" + directory.resolve("engines"));
        assertEquals(1, wait(process), () -> err("missing"));
        assertTrue(err("missing").contains("eckart: error: Spark lacks the class scala."), () -> err("missing"));
    }

    private static void link(Path from, Path to, String without) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (without.isEmpty() || !file.getFileName().toString().startsWith(without)) {
                    Files.createSymbolicLink(to.resolve(file.getFileName()), file.toAbsolutePath());
                }
            }
        }
    }

    private void assertError(String part, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--engine", "spark"));
        all.addAll(List.of(options));
        Process process = frontier("bad", all.toArray(String[]::new));
        assertTrue(List.of(1, 2).contains(wait(process)), () -> err("bad"));
        List<String> errors = err("bad")
                .lines()
                .filter(line -> line.startsWith("eckart: error: "))
                .toList();
        assertEquals(1, errors.size(), () -> err("bad"));
        assertTrue(errors.get(0).contains(part), errors.get(0));
        assertTrue(err("bad").lines().allMatch(line -> line.startsWith("eckart: ")), () -> err("bad"));
        assertTrue(Files.notExists(directory.resolve("bad")));
    }

    private Process frontier(String name, String... options) throws IOException {
        return started(name, arguments(name, options));
    }

    private List<String> arguments(String name, String... options) {
        List<String> arguments = new ArrayList<>(List.of("frontier", "--preset", "best", "--backend", "ejml"));
        arguments.addAll(List.of("--data", directory.resolve("data").toString(), "--seeds", "2"));
        arguments.addAll(List.of("--budgets", "24219,5873", "-P", "base.epochs=2", "-P", "fine-tune.epochs=1"));
        arguments.addAll(List.of("--threads", "1", "-P", "calibration.samples=100", "-o", place(name), "--json"));
        arguments.addAll(List.of(options));
        return arguments;
    }

    private String place(String name) {
        return directory.resolve(name).toString();
    }

    private Process started(String name, List<String> arguments, String... java) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("eckart.distribution"), "bin/eckart").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(directory.resolve(name + ".out").toFile())
                .redirectError(directory.resolve(name + ".err").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("ECKART_"));
        builder.environment().put("ECKART_JAVA_OPTS", "-Deckart.engines=" + ENGINES + " " + String.join(" ", java));
        return builder.start();
    }

    private static int wait(Process process) throws InterruptedException {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("it does not end");
        }
        return process.exitValue();
    }

    private String err(String name) {
        try {
            return Files.readString(directory.resolve(name + ".err"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The trials without their times, which are the last columns of the CSV. */
    private List<String> stable(String name) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(name).resolve("frontier.csv"));
        List<String> headings = List.of(lines.get(0).split(","));
        int times = headings.indexOf("batch1_microseconds");
        assertTrue(times > 0, headings::toString);
        return lines.stream()
                .map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, times)))
                .toList();
    }
}
