package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void listJsonIsOneObjectWithEveryKind() throws IOException {
        assertEquals(0, run("list", "--json"));
        JsonNode list = new ObjectMapper().readTree(out.toString());
        assertEquals(1, list.get("schema").asInt());
        assertEquals(
                List.of("commons-math", "ejml", "nd4j"),
                StreamSupport.stream(list.get("backends").spliterator(), false)
                        .map(backend -> backend.get("name").asText())
                        .toList());
        for (String kind : List.of("decomposers", "allocators", "trainers", "layers", "optimizers", "schedules")) {
            assertFalse(list.get(kind).isEmpty(), kind);
        }
        assertEquals("", err.toString());
    }

    @Test
    void theHelpOfListNamesEveryKind() throws IOException {
        assertEquals(0, run("list", "--json"));
        JsonNode list = new ObjectMapper().readTree(out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, run("help", "list"));
        String help = out.toString();
        list.fieldNames().forEachRemaining(kind -> {
            if (list.get(kind).path(0).has("version")) {
                assertTrue(help.contains(kind), () -> kind + " in " + help);
            }
        });
    }

    @Test
    void configPrintsWhatLoadsBack() throws IOException {
        assertEquals(0, run("config", "--preset", "document", "--seed", "5", "--data", "./my data", "--offline"));
        String first = out.toString();
        assertTrue(first.contains("seed = 5"), first);
        assertTrue(first.contains("# --seed"), first);
        assertTrue(first.contains("data.dir = \"./my data\""), first);
        Path file = Files.writeString(directory.resolve("printed.conf"), first);
        out.getBuffer().setLength(0);
        assertEquals(0, run("config", "-c", file.toString()));
        assertEquals(withoutOrigins(first), withoutOrigins(out.toString()));
    }

    @Test
    void anOptionOfItsOwnBeatsP() throws IOException {
        assertEquals(0, run("config", "--json", "--seed", "5", "-P", "seed=6", "--data", "mnist"));
        JsonNode keys = new ObjectMapper().readTree(out.toString()).get("configuration");
        assertEquals(5, keys.get("seed").get("value").asInt());
        assertEquals("--seed", keys.get("seed").get("origin").asText());
        assertEquals("mnist", keys.get("data.name").get("value").asText());
    }

    @Test
    void aPluginThatIsNotThereIsFoundBeforeAnythingRuns() {
        assertEquals(2, run("run", "-P", "compress.decomposer=truncated-sdv", "--backend", "nd5j"));
        List<String> lines = err.toString().lines().toList();
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(
                lines.get(0).contains("-P compress.decomposer") && lines.get(0).contains("'truncated-svd'?"));
        assertTrue(lines.get(1).contains("--backend") && lines.get(1).contains("'nd4j'?"), lines::toString);
    }

    @Test
    void wrongUsageIsOneLineAndTwo() {
        assertEquals(2, run());
        assertEquals(2, run("rnu"));
        assertEquals(2, run("list", "--jsn"));
        assertEquals(2, run("config", "-P", "seed"));
        assertEquals(2, run("help", "lst"));
        List<String> lines = err.toString().lines().toList();
        assertEquals(5, lines.size(), lines::toString);
        assertTrue(lines.get(1).contains("did you mean run"), lines::toString);
        assertTrue(lines.get(2).contains("did you mean --json"), lines::toString);
        assertTrue(lines.get(4).contains("did you mean 'list'"), lines::toString);
        assertEquals("", out.toString());
    }

    @Test
    void helpNamesTheExitCodes() {
        assertEquals(0, run("run", "--help"));
        assertEquals(0, run("help", "run"));
        String[] helps = out.toString().split("Usage: ");
        assertEquals(helps[1], helps[2]);
        assertTrue(helps[1].contains("130   interrupted"), helps[1]);
        assertTrue(helps[1].contains("--precision=P"), helps[1]);
    }

    private int run(String... arguments) {
        InProcess.Outcome outcome = InProcess.run(arguments);
        out.append(outcome.out());
        err.append(outcome.err());
        return outcome.code();
    }

    private static List<String> withoutOrigins(String lines) {
        return lines.lines().map(line -> line.replaceAll(" +# .*", "")).toList();
    }
}
