package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.chart.Ink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a whole, and the command that makes it. */
class ReportPageTest {
    private static final String HOSTILE = "</title><script>alert('1')</script>\"'&\u202e<img src=x onerror=y>${1}";
    private static final Set<String> ATTRIBUTES = new TreeSet<>(List.of(
            "alt",
            "aria-label",
            "charset",
            "class",
            "content",
            "http-equiv",
            "href",
            "id",
            "lang",
            "name",
            "role",
            "scope",
            "src",
            "tabindex",
            "title"));

    @TempDir
    private static Path folder;

    @TempDir
    private Path own;

    private static ReportRun run;

    @BeforeAll
    static void once() {
        run = ReportRun.in(folder, "-P", "compress.levels=[2,8]");
    }

    private static Outcome report(Object... arguments) {
        return InProcess.run(
                Stream.concat(Stream.of("report"), Stream.of(arguments).map(String::valueOf))
                        .toArray(String[]::new));
    }

    /** The same run in another folder, its report changed. */
    private Path copy(String name, String from, String to) throws IOException {
        Path copy = Files.createDirectory(own.resolve(name));
        for (String file : List.of("report.json", "config.conf")) {
            String text = Files.readString(run.directory().resolve(file));
            Files.writeString(copy.resolve(file), text.replace(from, to));
        }
        return copy;
    }

    @Test
    void loadsNothingAndRunsNothing() throws IOException {
        Document page = run.page();
        assertEquals(
                0,
                page.select("script, link, iframe, object, embed, form, base").size());
        page.select("[src]").forEach(element -> assertTrue(element.attr("src").startsWith("data:image/png;base64,")));
        page.select("[href]")
                .forEach(element ->
                        assertTrue(page.getElementById(element.attr("href").substring(1)) != null, element::toString));
        assertFalse(run.html().matches("(?s).*(url\\(|@import|http://|https://).*"));
        assertTrue(run.html().length() < 500_000);
    }

    @Test
    void hasItsSectionsInOrderAndAHeadingForEachNetwork() throws IOException {
        Document page = run.page();
        assertEquals(
                List.of("headline", "accuracy", "networks", "spectra", "cost", "provenance"),
                page.select("section").eachAttr("id"));
        assertEquals(List.of("base", "2x", "8x"), page.select("#networks h3").eachText());
        assertTrue(page.select("svg").stream()
                .noneMatch(svg -> svg.attr("aria-label").isBlank()));
        assertTrue(
                page.select("img").stream().noneMatch(image -> image.attr("alt").isBlank()));
    }

    @Test
    void eachChartIsAlsoAFile() throws IOException {
        try (Stream<Path> files = Files.list(run.directory().resolve("charts"))) {
            assertEquals(run.page().select("svg").size(), files.count());
        }
        String chart = Files.readString(run.directory().resolve("charts/8x-confusion.svg"));
        assertTrue(chart.startsWith("<?xml") && chart.contains("xmlns=\"http://www.w3.org/2000/svg\""), chart);
    }

    @Test
    void theStyleHasEachColourInLightAndInDark() throws IOException {
        String style = run.page().select("style").first().data();
        int dark = style.indexOf("prefers-color-scheme: dark");
        for (Ink ink : Ink.values()) {
            assertTrue(style.substring(0, dark).contains(ink.variable() + ": " + ink.printed()), ink::variable);
            assertTrue(style.substring(dark).contains(ink.variable() + ": #"), ink::variable);
        }
    }

    @Test
    void theCommandMakesTheSameBytesAgain() throws IOException {
        String before = run.html();
        Path copy = copy("again", "", "");
        Files.createDirectory(copy.resolve("pictures"));
        try (Stream<Path> pictures = Files.list(run.directory().resolve("pictures"))) {
            for (Path picture : pictures.toList()) {
                Files.copy(picture, copy.resolve("pictures").resolve(picture.getFileName()));
            }
        }
        Outcome outcome = report(copy);
        assertEquals(0, outcome.code(), outcome::err);
        assertEquals(copy.resolve("report.html") + "\n", outcome.out());
        assertEquals(before, Files.readString(copy.resolve("report.html")));
        try (Stream<Path> charts = Files.list(copy.resolve("charts"))) {
            for (Path chart : charts.toList()) {
                assertEquals(
                        Files.readString(run.directory().resolve("charts").resolve(chart.getFileName())),
                        Files.readString(chart));
            }
        }
    }

    @Test
    void aHostileNameIsATextWhereverItComesFrom() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        String json = Files.readString(run.directory().resolve("report.json"));
        for (String name : List.of("dense-1", "8x", "ejml", "linear", "truncated-svd", "relu", "divisor", "rank 12")) {
            json = json.replace(
                    "\"" + name, mapper.writeValueAsString(HOSTILE + name).replaceFirst("\"$", ""));
        }
        ObjectNode report = (ObjectNode) mapper.readTree(json);
        ((ObjectNode) report.get("dataset")).put("name", HOSTILE);
        ((ObjectNode) report.get("machine")).put("processor", HOSTILE);
        report.put("started", HOSTILE);
        Path directory = Files.createDirectory(own.resolve("<b>&'\"run"));
        Files.writeString(directory.resolve("report.json"), mapper.writeValueAsString(report));
        Files.writeString(directory.resolve("config.conf"), HOSTILE + "</code></pre>");
        assertClean(directory);
        Outcome both = report(directory, run.directory(), "-o", own.resolve("both.html"));
        assertEquals(0, both.code(), both::err);
        assertHarmless(Jsoup.parse(Files.readString(own.resolve("both.html"))), "<b>&'\"run");
    }

    private static void assertClean(Path directory) throws IOException {
        Outcome outcome = report(directory);
        assertEquals(0, outcome.code(), outcome::err);
        assertEquals("", outcome.err());
        Document page = Jsoup.parse(Files.readString(directory.resolve("report.html")));
        assertHarmless(page, HOSTILE);
        assertTrue(page.select("h3").eachText().contains(HOSTILE + "8x"), "the level's title");
        assertTrue(page.select("td, th").eachText().contains(HOSTILE + "dense-1"), "the layer's name");
        assertTrue(page.select("h1").text().contains(HOSTILE), "the data set's name");
        assertEquals(
                HOSTILE + "</code></pre>", page.select("details code").first().wholeText());
        try (Stream<Path> charts = Files.list(directory.resolve("charts"))) {
            assertTrue(charts.map(chart -> chart.getFileName().toString())
                    .allMatch(name -> name.matches("[a-z0-9-]+.svg")));
        }
    }

    private static void assertHarmless(Document page, String name) {
        assertTrue(page.text().contains(name), "the name is nowhere as it is");
        assertEquals(0, page.select("script, [onerror], b").size());
        page.select("html *:not(svg *, svg)").forEach(element -> {
            for (Attribute attribute : element.attributes()) {
                assertTrue(ATTRIBUTES.contains(attribute.getKey()), () -> attribute + " in " + element);
            }
        });
    }

    @Test
    void severalRunsStandSideBySide() throws IOException {
        Path other = copy("other", "\"ejml\"", "\"another\"");
        Outcome outcome = report(run.directory(), other);
        assertEquals(0, outcome.code(), outcome::err);
        Path file = folder.resolve("comparison.html");
        assertEquals(file.toAbsolutePath() + "\n", outcome.out());
        Document page = Jsoup.parse(Files.readString(file));
        assertEquals(List.of("comparison"), page.select("section").eachAttr("id"));
        assertEquals(
                List.of("run", "other"),
                page.select("table").first().select("tbody th").eachText());
        assertTrue(page.select("table").first().text().contains("another"));
        assertEquals(6, page.select("table").last().select("tbody tr").size());
        assertEquals(6, page.select("svg title").size());
    }

    @Test
    void aFileOfTheUsersIsOnlyReplacedIfForced() throws IOException {
        Path file = Files.writeString(own.resolve("mine.html"), "<html>mine</html>");
        Outcome refused = report(run.directory(), "-o", file);
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains(file + " exists and is no report of Eckart's"), refused::err);
        assertEquals("<html>mine</html>", Files.readString(file));
        assertEquals(0, report(run.directory(), "-o", file, "--force").code());
        // It is a report now.
        assertEquals(0, report(run.directory(), "-o", file).code());
        assertEquals(
                run.page().select("section").size(),
                Jsoup.parse(file.toFile(), "UTF-8").select("section").size());
        try (Stream<Path> files = Files.list(own)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void whatIsNoResultEndsInFour() throws IOException {
        assertError(report(own), own + " holds none of report.json, frontier.json, verify.json");
        assertError(report(copy("future", "\"schema\" : 1", "\"schema\" : 2")), "has schema 2, this Eckart reads 1");
        Path broken = Files.createDirectory(own.resolve("broken"));
        byte[] whole = Files.readAllBytes(run.directory().resolve("report.json"));
        Files.write(broken.resolve("report.json"), Arrays.copyOf(whole, whole.length / 2));
        assertError(report(broken), "report.json: ");
        Outcome none = report();
        assertEquals(2, none.code(), none::err);
    }

    private static void assertError(Outcome outcome, String part) {
        assertEquals(4, outcome.code(), outcome::err);
        assertEquals(1, outcome.err().lines().count(), outcome::err);
        assertTrue(outcome.err().contains(part), outcome::err);
    }

    @Test
    void aPictureThatIsNoneIsLeftOut() throws IOException {
        Path copy = copy("pictures", "", "");
        Files.createDirectory(copy.resolve("pictures"));
        String index = run.json().at("/compressed/1/change/pictures/0/picture").asText();
        Files.writeString(copy.resolve("pictures/" + index + ".png"), "<svg onload=x>", StandardCharsets.UTF_8);
        assertEquals(0, report(copy).code());
        Document page = Jsoup.parse(copy.resolve("report.html").toFile(), "UTF-8");
        assertEquals(0, page.select("img").size());
        assertTrue(page.select("ul.pictures").text().contains("no. " + index));
    }
}
