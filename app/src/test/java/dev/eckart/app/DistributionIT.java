package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.Installation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the built distribution as a user would: the script, in a process, with plug-ins dropped in. */
@DisabledOnOs(OS.WINDOWS)
class DistributionIT {
    @TempDir
    private Path directory;

    @Test
    void listsItsThreeBackends() throws IOException {
        assertEquals(List.of("commons-math", "ejml", "nd4j"), names(list(Installation.built()), "backends"));
    }

    @Test
    void everyBackendWorksHere() throws IOException {
        Outcome outcome = Installation.built().run("list", "--probe", "--json");
        for (JsonNode backend : new ObjectMapper().readTree(outcome.out()).get("backends")) {
            assertTrue(backend.get("works").asBoolean(), backend::toString);
        }
    }

    @Test
    void saysItsVersionAndItsHelp() {
        Outcome version = Installation.built().run("version");
        assertEquals(0, version.code());
        assertEquals(
                "eckart " + System.getProperty("eckart.version"),
                version.out().lines().findFirst().orElse(""));
        Outcome help = Installation.built().run("--help");
        assertEquals(0, help.code());
        assertTrue(help.out().contains("Exit codes:"), help::out);
        assertEquals("", version.err() + help.err());
    }

    @Test
    void mistakesEndInTwoAndOneLine() throws IOException {
        Outcome option = Installation.built().run("run", "--sed=1");
        assertEquals(2, option.code());
        assertEquals(
                "eckart: error: Unknown option: '--sed=1' (did you mean --seed?); see 'eckart run --help'\n",
                option.err());
        Path file = Files.writeString(directory.resolve("my.conf"), "seed = 1\nbase.epoch = 3\n");
        Outcome key = Installation.built().run("run", "-c", file.toString());
        assertEquals(2, key.code());
        assertEquals("eckart: error: " + file + ": 2: unknown key 'base.epoch' (did you mean 'epochs'?)\n", key.err());
        assertEquals("", option.out() + key.out());
    }

    @Test
    void readsTheEnvironment() {
        Outcome outcome = Installation.built().with(Map.of("ECKART_SEED", "42")).run("config");
        assertTrue(outcome.out().lines().anyMatch(line -> line.matches("seed = 42 +# environment ECKART_SEED")));
    }

    @Test
    void itsExampleConfigurationIsRight() {
        Installation built = Installation.built();
        Outcome outcome = built.run("config", "-c", built.home() + "/conf/eckart.conf");
        assertEquals(0, outcome.code(), outcome::err);
        assertEquals("", outcome.err());
    }

    @Test
    void findsAPluginDroppedIn() throws IOException {
        Installation copy = Installation.copyTo(directory.resolve("with blanks in it"));
        new PluginJar("mine.Mine", "my-own").build(copy.plugins("mine.jar"));
        List<String> decomposers = names(list(copy), "decomposers");
        assertTrue(decomposers.containsAll(List.of("my-own", "truncated-svd")), decomposers::toString);
        Outcome config = copy.run("config", "-P", "compress.decomposer=my-own");
        assertEquals(0, config.code(), config::err);
    }

    @Test
    void worksThroughSymbolicLinks() throws IOException {
        Path link = Files.createSymbolicLink(
                directory.resolve("link"), Installation.built().script());
        Path relative = Files.createSymbolicLink(directory.resolve("link of a link"), Path.of("link"));
        assertEquals(0, Installation.of(relative).run("version").code());
        // Before JUnit warns that it will not follow them.
        Files.delete(relative);
        Files.delete(link);
    }

    @Test
    void twoPluginsOfOneNameAreRefusedNamingBothJars() throws IOException {
        Installation copy = Installation.copyTo(directory.resolve("twice"));
        new PluginJar("mine.Mine", "same").build(copy.plugins("one.jar"));
        new PluginJar("yours.Yours", "same").build(copy.plugins("two.jar"));
        Outcome outcome = copy.run("list");
        assertEquals(2, outcome.code());
        assertEquals(1, outcome.err().lines().count(), outcome::err);
        Stream.of("'same'", "one.jar", "two.jar")
                .forEach(word -> assertTrue(outcome.err().contains(word), outcome::err));
        assertEquals(0, copy.run("version").code());
    }

    @Test
    void aPluginThatCannotLoadIsListedAndTheOthersWork() throws IOException {
        Installation copy = Installation.copyTo(directory.resolve("broken"));
        new PluginJar("mine.Broken", "broken").withoutClasses().build(copy.plugins("broken.jar"));
        JsonNode list = list(copy);
        List<String> decomposers = names(list, "decomposers");
        assertTrue(decomposers.contains("truncated-svd") && !decomposers.contains("broken"), decomposers::toString);
        assertEquals("decomposers", list.get("failures").get(0).get("kind").asText());
        assertTrue(list.get("failures").get(0).get("reason").asText().contains("mine.Broken"), list::toString);
        assertTrue(copy.run("list").out().contains("could not load: "));
    }

    @Test
    void whatIsNoJarIsListedAndWarnedOf() throws IOException {
        Installation copy = Installation.copyTo(directory.resolve("damaged"));
        Files.writeString(copy.plugins("page.jar"), "<html>not found</html>");
        Files.createDirectory(copy.plugins("folder.jar"));
        JsonNode failures = list(copy).get("failures");
        assertEquals(List.of("jars", "jars"), failures.findValuesAsText("kind"));
        Outcome listed = copy.run("list");
        assertTrue(listed.out().contains("page.jar' is damaged or no jar"), listed::out);
        assertEquals("", listed.err());
        assertEquals("", copy.run("version").err());
        Outcome config = copy.run("config");
        assertEquals(0, config.code(), config::err);
        assertEquals(2, config.err().lines().count(), config::err);
        config.err()
                .lines()
                .forEach(
                        line -> assertTrue(line.startsWith("eckart: warning: a plug-in could not be loaded: '"), line));
    }

    @Test
    void needsAJavaThatIsThere() {
        Outcome outcome =
                Installation.built().with(Map.of("JAVA_HOME", "/nowhere/java")).run("version");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().startsWith("eckart: error: JAVA_HOME is /nowhere/java"), outcome::err);
        assertEquals(1, outcome.err().lines().count());
    }

    @Test
    void refusesAnOldJava() throws IOException {
        Path old = Files.createDirectories(directory.resolve("old java/bin"));
        Files.writeString(old.resolveSibling("release"), "JAVA_VERSION=\"11.0.2\"\n");
        assertTrue(Files.createFile(old.resolve("java")).toFile().setExecutable(true));
        Outcome outcome = Installation.built()
                .with(Map.of("JAVA_HOME", old.getParent().toString()))
                .run("version");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("is Java 11; Eckart needs Java 17 or later"), outcome::err);
    }

    @Test
    void aReaderThatLeavesEarlyIsNoError() {
        Outcome outcome = Installation.shell(Installation.built().script() + " list | head -n 1");
        assertEquals(0, outcome.code());
        assertEquals("", outcome.err());
    }

    /** What is started in the background by a shell without job control ignores Ctrl-C, whatever it is. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void whatIsStoppedLeavesNothingHalfWritten(String signal, int code) throws IOException, InterruptedException {
        assumeFalse(
                Installation.shell("kill -" + signal + " $$; echo ignored")
                        .out()
                        .contains("ignored"),
                "what is started here ignores this signal");
        Path err = directory.resolve("err");
        Process run = endless("exec " + Installation.built().script(), err);
        try {
            waitFor(() -> Files.readString(err).contains("synthetic-digits"));
            assertEquals(
                    0, Installation.shell("kill -" + signal + " " + run.pid()).code());
            assertTrue(run.waitFor(30, TimeUnit.SECONDS));
        } finally {
            run.destroyForcibly();
        }
        assertEquals(code, run.exitValue());
        assertTrue(
                Files.readString(err).endsWith("eckart: error: interrupted\n"), () -> "it was not called interrupted");
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(
                    List.of("err", "out"),
                    left.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereCtrlCDoesNothingItSaysWhatDoes() throws IOException, InterruptedException {
        Path err = directory.resolve("err");
        Process run = endless("trap '' INT; exec " + Installation.built().script(), err);
        try {
            waitFor(() -> Files.readString(err).contains("stop it with: kill " + run.pid() + "\n"));
            assertEquals(0, Installation.shell("kill " + run.pid()).code());
            assertTrue(run.waitFor(30, TimeUnit.SECONDS));
        } finally {
            run.destroyForcibly();
        }
        assertEquals(143, run.exitValue());
    }

    private Process endless(String script, Path err) throws IOException {
        return new ProcessBuilder(
                        "sh", "-c", script + " run --preset quick --data synthetic-digits -P base.epochs=100000 -o run")
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(err.toFile())
                .start();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void waitFor(Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < deadline, "it takes longer than a minute");
            Thread.sleep(100);
        }
    }

    @Test
    void theArchiveHoldsTheSame() throws IOException {
        String version = System.getProperty("eckart.version");
        Path archive = Installation.built().home().resolveSibling("eckart-" + version + ".tar.gz");
        Outcome outcome = Installation.shell("tar -tzvf '" + archive + "'");
        String top = "eckart-" + version;
        assertTrue(outcome.out().lines().allMatch(line -> line.contains(" " + top + "/")), outcome::out);
        assertTrue(outcome.out()
                .lines()
                .anyMatch(line -> line.startsWith("-rwxr-xr-x") && line.endsWith(top + "/bin/eckart")));
        Stream.of(
                        "/LICENSE",
                        "/conf/eckart.conf",
                        "/plugins/README.txt",
                        "/lib/eckart-core-" + version + ".jar",
                        "/tokenizers/eckart-tokenizers-huggingface-" + version + ".jar")
                .forEach(file -> assertTrue(outcome.out().contains(top + file + "\n"), file));
        assertFalse(outcome.out().contains("eckart-core-" + version + "-tests"));
    }

    private static JsonNode list(Installation installation) throws IOException {
        Outcome outcome = installation.run("list", "--json");
        assertEquals(0, outcome.code(), outcome::err);
        assertEquals("", outcome.err());
        return new ObjectMapper().readTree(outcome.out());
    }

    private static List<String> names(JsonNode list, String kind) {
        return StreamSupport.stream(list.get(kind).spliterator(), false)
                .map(plugin -> plugin.get("name").asText())
                .toList();
    }
}
