package dev.eckart.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final String CLUSTER = "local-cluster[2,1,1024]";
    private static final int MINUTES = 10;

    @TempDir
    private Path directory;

    private Program program;

    @BeforeEach
    void data() throws IOException {
        program = new Program(directory);
        program.writePictures();
    }

    @Test
    void anExecutorThatIsKilledAndADriverThatIsKilledChangeNothing() throws IOException, InterruptedException {
        assertEquals(0, Program.wait(frontier("local")), () -> program.err("local"));
        Process killed = frontier("spark", "--engine", "spark", "--master", CLUSTER);
        waitUntil(killed, "spark", ".bases-0.task");
        kill(killed);
        waitUntil(killed, "spark", ".trials-0.task");
        killed.descendants().forEach(ProcessHandle::destroyForcibly);
        killed.destroyForcibly().waitFor();
        Process resumed = program.start(
                "spark",
                List.of("frontier", "--resume", place("spark"), "--engine", "spark", "--master", CLUSTER, "--json"));
        assertEquals(0, Program.wait(resumed), () -> program.err("spark"));
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
            assertTrue(driver.isAlive() && System.nanoTime() < deadline, () -> program.err(name));
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
        link(Program.ENGINES.resolve("spark"), engine, "");
        link(Program.ENGINES.resolve("spark/jars"), jars, "scala-library");
        Process process = program.start(
                "missing",
                arguments("missing", "--engine", "spark", "--master", "local[1]"),
                "-Deckart.engines=" + directory.resolve("engines"));
        assertEquals(1, Program.wait(process), () -> program.err("missing"));
        assertTrue(
                program.err("missing").contains("eckart: error: Spark lacks the class scala."),
                () -> program.err("missing"));
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
        assertTrue(List.of(1, 2).contains(Program.wait(process)), () -> program.err("bad"));
        List<String> errors = program.err("bad")
                .lines()
                .filter(line -> line.startsWith("eckart: error: "))
                .toList();
        assertEquals(1, errors.size(), () -> program.err("bad"));
        assertTrue(errors.get(0).contains(part), errors.get(0));
        assertTrue(program.err("bad").lines().allMatch(line -> line.startsWith("eckart: ")), () -> program.err("bad"));
        assertTrue(Files.notExists(directory.resolve("bad")));
    }

    private Process frontier(String name, String... options) throws IOException {
        return program.start(name, arguments(name, options));
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
