package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.chart.Ink;
import dev.eckart.app.data.Pictures;
import dev.eckart.app.html.NotesSection;
import dev.eckart.app.html.Page;
import dev.eckart.app.html.Png;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.html.Result;
import dev.eckart.app.html.Sections;
import dev.eckart.app.report.ChangeReport;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a whole. */
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
        Outcome both = ReportRun.report(directory, run.directory(), "-o", own.resolve("both.html"));
        assertEquals(0, both.code(), both::err);
        assertHarmless(Jsoup.parse(Files.readString(own.resolve("both.html"))), "<b>&'\"run");
    }

    private static void assertClean(Path directory) throws IOException {
        Outcome outcome = ReportRun.report(directory);
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

    /** Many levels, each with mistakes in every cell, long curves and as many pictures of noise as a run may have. */
    @Test
    void aLargeReportStaysBelow500Kilobytes() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode report = (ObjectNode) run.json();
        ArrayNode levels = mapper.createArrayNode();
        Path directory = Files.createDirectory(own.resolve("large"));
        Random random = new Random(1);
        int shown = ChangeReport.shown(12);
        byte[] pixels = new byte[12 * shown * 32 * 32];
        random.nextBytes(pixels);
        Pictures noise = new Pictures(12 * shown, 32, 32, pixels, new byte[12 * shown], 10);
        Files.createDirectory(directory.resolve("pictures"));
        for (int i = 0; i < 12; i++) {
            ObjectNode level = report.at("/compressed/1").deepCopy();
            level.put("title", "level number " + i);
            for (JsonNode row : level.get("confusion")) {
                for (int j = 0; j < row.size(); j++) {
                    ((ArrayNode) row).set(j, random.nextInt(1000));
                }
            }
            ArrayNode epochs = (ArrayNode) level.get("epochs");
            while (epochs.size() < 40) {
                epochs.add(((ObjectNode) epochs.get(0).deepCopy()).put("epoch", epochs.size() + 1));
            }
            ArrayNode pictures = mapper.createArrayNode();
            for (int j = 0; j < shown; j++) {
                int index = i * shown + j;
                pictures.add(mapper.createObjectNode()
                        .put("picture", index)
                        .put("label", 1)
                        .put("given", 2));
                Files.write(directory.resolve("pictures/" + index + ".png"), Png.of(noise, index));
            }
            ((ObjectNode) level.get("change")).put("lost", 500).set("pictures", pictures);
            levels.add(level);
        }
        report.set("compressed", levels);
        Files.writeString(directory.resolve("report.json"), mapper.writeValueAsString(report));
        assertEquals(0, ReportRun.report(directory).code());
        long size = Files.size(directory.resolve("report.html"));
        assertTrue(size < 500_000, size + " bytes");
        Document page = Jsoup.parse(Files.readString(directory.resolve("report.html")));
        int detailed = page.select("#networks h3").size() - 1;
        assertTrue(detailed >= 3 && detailed < 12, detailed + " levels");
        assertTrue(page.select("#networks").text().contains("Shown are the first " + detailed + " of 12 levels"));
        assertEquals(13, page.select("table").first().select("tbody tr").size());
    }

    @Test
    void theNetworksAsFilesAreNamed() throws IOException {
        List<List<String>> expected = new ArrayList<>();
        run.json()
                .get("models")
                .forEach(model -> expected.add(List.of(
                        model.get("title").asText(),
                        model.get("file").asText(),
                        PageReader.count(model.get("bytes")),
                        model.get("sha256").asText())));
        assertEquals(expected, new PageReader(run.page()).table("Networks as ONNX models", 0));
        assertEquals(1 + run.json().get("compressed").size(), expected.size());
    }

    @Test
    void aSectionOfAPluginIsFoundAndShown() throws IOException {
        Path services = Files.createDirectories(own.resolve("META-INF/services"));
        Files.writeString(services.resolve(ReportSection.class.getName()), NotesSection.class.getName());
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {own.toUri().toURL()}, getClass().getClassLoader())) {
            Page page =
                    Page.of(Sections.load(loader), new ReportData(List.of(Result.read(run.directory()))), ended -> {});
            String text = Jsoup.parse(page.html()).text();
            assertTrue(text.contains("Notes Seed " + run.json().get("seed")), text);
        }
    }
}
