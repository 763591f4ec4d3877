package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification on a small data set, from command line to run directory. */
class VerifyTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    @BeforeAll
    static void data() {
        IdxWriter.write(shared, SyntheticDigits.dataset(new Seed(3), 600, 200));
    }

    @Test
    void allBackendsAgreeInBothPrecisions() throws IOException {
        Outcome outcome = verify("--json", "--backends", "all");
        assertEquals(0, outcome.code(), outcome::err);
        JsonNode report = new ObjectMapper().readTree(outcome.out());
        assertEquals(
                report,
                new ObjectMapper().readTree(directory.resolve("run/verify.json").toFile()));
        assertEquals(1, report.get("schema").asInt());
        assertEquals("quick", report.get("preset").asText());
        assertEquals("nd4j float64", report.at("/base/trainedOn").asText());
        assertEquals(84_060, report.at("/base/parameters").asInt());
        assertEquals(
                List.of("nd4j float64", "ejml float64", "commons-math float64", "nd4j float32", "ejml float32"),
                elements(report.get("backends"))
                        .map(one -> one.at("/backend/name").asText() + " "
                                + one.at("/backend/precision").asText())
                        .toList());
        elements(report.get("backends")).forEach(VerifyTest::assertWhole);
        assertEquals("[]", report.get("failures").toString());
    }

    /** One comparison for each layer, level and network, each with its figures or the reason why there are none. */
    private static void assertWhole(JsonNode backend) {
        assertEquals(1, count(backend, "first_steps"));
        assertEquals(3, count(backend, "singular_values"));
        assertEquals(6, count(backend, "subspaces"));
        assertEquals(6, count(backend, "product"));
        for (String check : List.of("logits", "labels", "confusion")) {
            assertEquals(3, count(backend, check), check);
        }
        elements(backend.get("findings")).forEach(finding -> {
            if (finding.get("verdict").asText().equals("undetermined")) {
                assertFalse(finding.get("reason").isNull(), finding::toString);
            } else {
                assertEquals("held", finding.get("verdict").asText(), finding::toString);
                assertTrue(
                        finding.get("measured").asDouble()
                                <= finding.get("bound").asDouble(),
                        finding::toString);
                assertFalse(finding.get("factors").isNull(), finding::toString);
            }
        });
        assertEquals(2, backend.at("/pipeline/compressed").size());
        assertEquals(10, backend.at("/pipeline/base/confusion").size());
    }

    private static long count(JsonNode backend, String check) {
        return elements(backend.get("findings"))
                .filter(finding -> finding.get("check").asText().equals(check))
                .count();
    }

    @Test
    void theSameSeedGivesTheSameReport() throws IOException {
        List<String> options = List.of("--json", "--force", "--backends", "ejml,commons-math", "-P", "base.epochs=1");
        JsonNode first = report(options);
        assertEquals(StableJson.of(first), StableJson.of(report(options)));
        assertEquals("ejml float64", first.at("/base/trainedOn").asText());
    }

    @Test
    void theConfigurationThatIsKeptRepeatsIt() throws IOException {
        JsonNode first = report(List.of("--json", "--backends", "ejml", "--precision", "float64"));
        Outcome again = InProcess.run(
                "verify",
                "-c",
                directory.resolve("run/config.conf").toString(),
                "-o",
                directory.resolve("again").toString(),
                "--backends=ejml",
                "--json");
        assertEquals(0, again.code(), again::err);
        assertEquals(StableJson.of(first), StableJson.of(new ObjectMapper().readTree(again.out())));
    }

    @Test
    void endsInATablePeopleCanRead() {
        Outcome outcome = verify("--backends", "ejml,commons-math", "--precision", "float64", "--quiet");
        assertEquals(0, outcome.code(), outcome::err);
        assertEquals("", outcome.err());
        Set<String> titles = new TreeSet<>(
                Set.of("first steps", "singular values", "subspaces", "product A B", "logits", "labels", "confusion"));
        outcome.out().lines().filter(line -> line.contains(" <= ")).forEach(line -> titles.removeIf(line::startsWith));
        assertEquals(Set.of(), titles, outcome.out());
        assertTrue(outcome.out().endsWith("All backends agree within their bounds.\n"), outcome::out);
        assertTrue(outcome.out().contains("compared through step 12"), outcome::out);
    }

    @Test
    void theBackendAskedForTrainsTheBase() throws IOException {
        JsonNode report = report(List.of(
                "--json", "--backends", "ejml,commons-math", "--backend", "commons-math", "--precision=float64"));
        assertEquals("commons-math float64", report.at("/base/trainedOn").asText());
        assertError(2, verify("--backends", "ejml", "--backend", "nd4j"), "'nd4j' is not among the backends to verify");
    }

    /** Inner activations leave the factors free to rotate: the bound knows it, and still all labels are explained. */
    @Test
    void theDocumentsPresetIsVerifiedToo() throws IOException {
        JsonNode report = report(List.of("--json", "--preset", "document", "--backends", "ejml"));
        assertEquals("document", report.get("preset").asText());
    }

    @Test
    void whatCannotBeDoneIsSaidBeforeTheWork() throws IOException {
        assertError(2, verify("--backends", "ejml,ejmk"), "'ejmk'", "did you mean 'ejml'?");
        assertError(1, verify("--backends", "commons-math", "--precision", "float32"), "does not multiply in float32");
        Files.createDirectories(directory.resolve("run"));
        Files.writeString(directory.resolve("run/report.json"), "{}");
        assertError(2, verify("--backends", "ejml", "--force"), "holds no verify.json");
    }

    @Test
    void aPrecisionThatABackendLacksIsSkippedAmongAll() throws IOException {
        JsonNode report = report(List.of("--json", "--precision", "float32"));
        assertEquals("commons-math", report.at("/skipped/0/name").asText());
        assertEquals(2, report.get("backends").size());
    }

    private Outcome verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", "--data", shared + "/", "-o", directory + "/run"));
        arguments.addAll(List.of("-P", "base.epochs=2", "-P", "base.batch-size=50", "-P", "fine-tune.epochs=1"));
        arguments.addAll(List.of("-P", "compress.levels=[1,4]"));
        arguments.addAll(List.of(more));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    private JsonNode report(List<String> options) throws IOException {
        Outcome outcome = verify(options.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome::err);
        return new ObjectMapper().readTree(outcome.out());
    }

    private static void assertError(int code, Outcome outcome, String... parts) {
        assertEquals(code, outcome.code(), outcome::err);
        Stream.of(parts).forEach(part -> assertTrue(outcome.err().contains(part), outcome::err));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
