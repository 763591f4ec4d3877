package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.api.Eckart;
import dev.eckart.app.console.Json;
import dev.eckart.app.html.PageJob;
import dev.eckart.app.plugin.Listing;
import dev.eckart.app.verify.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other whole jobs through the API and through the commands. */
class ApiJobsTest {
    @TempDir
    private Path directory;

    private ApiCase same;

    @BeforeEach
    void digits() {
        same = ApiCase.in(directory);
    }

    @Test
    void frontier() throws IOException {
        JsonNode command = ApiCase.json(
                same.command("frontier", "--seeds", "2", "--budgets", "5873", "-o", directory + "/command", "--json"));
        Eckart eckart = same.eckart().set("frontier.seeds", "2").set("compress.budgets", "[5873]");
        Path place = directory.resolve("api");
        assertEquals(command, ApiCase.json(ApiCase.silently(() -> eckart.frontier(place))));
        assertTrue(Files.exists(place.resolve("frontier.csv")));
    }

    @Test
    void verify() throws IOException {
        JsonNode command = ApiCase.json(InProcess.run(
                "verify",
                "--data",
                same.data(),
                "-P",
                "base.epochs=1",
                "-P",
                "base.hidden=[20]",
                "-P",
                "compress.levels=[4]",
                "--backends",
                "ejml,commons-math",
                "-o",
                directory + "/command",
                "--json"));
        Eckart eckart = ApiCase.plain()
                .data(same.data())
                .set("base.epochs", "1")
                .set("base.hidden", "[20]")
                .set("compress.levels", "[4]");
        VerifyReport report = ApiCase.silently(() -> eckart.verify(directory.resolve("api"), "ejml", "commons-math"));
        assertEquals("quick", report.preset());
        assertEquals(List.of(), report.failures());
        assertEquals(command, ApiCase.json(report));
    }

    @Test
    void report() throws IOException {
        Path run = ReportRun.in(directory).directory();
        byte[] page = Files.readAllBytes(run.resolve("report.html"));
        Files.delete(run.resolve("report.html"));
        assertEquals(
                run.resolve("report.html"),
                ApiCase.silently(() -> ApiCase.plain().report(List.of(run))));
        assertEquals(new String(page), Files.readString(run.resolve("report.html")));

        Path theirs = directory.resolve("theirs.html");
        Path mine = directory.resolve("mine.html");
        assertEquals(0, ReportRun.report(run, run, "-o", theirs).code());
        PageJob both = new PageJob(List.of(run, run), Optional.of(mine), false, false);
        assertEquals(mine, ApiCase.silently(() -> ApiCase.plain().report(both)));
        assertEquals(Files.readString(theirs), Files.readString(mine));
    }

    @Test
    void plugins() throws IOException {
        Listing listing = ApiCase.silently(() -> ApiCase.plain().plugins(true));
        assertEquals(ApiCase.json(InProcess.run("list", "--probe", "--json")), ApiCase.json(listing.object()));
        assertTrue(listing.kinds().get("backends").rows().stream()
                .anyMatch(row -> row.plugin().name().equals("ejml")
                        && row.probe().orElseThrow().works()));
    }

    @Test
    void configuration() {
        String command = same.command("config").out();
        String text = ApiCase.silently(() -> same.eckart().configuration()).entries().stream()
                .map(entry -> entry.key() + " = " + entry.text() + "  # " + entry.origin())
                .reduce("", (lines, line) -> lines + line + "\n");
        assertEquals(command.replaceAll(" +# ", "  # "), text);
        assertEquals(
                3,
                ApiCase.plain()
                        .set("base.epochs", "2")
                        .set("base.epochs", "3")
                        .configuration()
                        .settings()
                        .base()
                        .epochs());
    }

    @Test
    void nothingThatIsSetChangesWhatItIsSetOn() {
        Eckart plain = ApiCase.plain();
        String before = plain.configuration().text();
        assertEquals("quick", plain.preset("quick").configuration().settings().preset());
        assertEquals(before, plain.configuration().text());
    }

    @Test
    void theEnvironmentCountsAsItDoesForCommands() {
        Eckart eckart = Eckart.create(ApiJobsTest.class.getClassLoader(), java.util.Map.of("ECKART_SEED", "77"));
        assertEquals(77, eckart.configuration().settings().seed());
        assertEquals(5, eckart.set("seed", "5").configuration().settings().seed());
    }

    @Test
    void data() throws IOException {
        JsonNode command = new ObjectMapper()
                .readTree(same.command("data", "--json").out())
                .get("datasets");
        JsonNode mine = new ObjectMapper()
                .readTree(Json.of(ApiCase.silently(() -> same.eckart().datasets())));
        assertEquals(command.findValuesAsText("name"), mine.findValuesAsText("name"));
        assertEquals(command.findValuesAsText("bytes"), mine.findValuesAsText("bytes"));
        assertEquals(
                ApiCase.DIGITS.sha256(),
                ApiCase.silently(() -> same.eckart().dataset()).sha256());
    }
}
