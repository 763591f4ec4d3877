package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every figure on the page is that of report.json. */
class ReportFiguresTest {
    @TempDir
    private static Path folder;

    private static ReportRun run;
    private static Document page;
    private static PageReader reader;
    private static JsonNode json;

    @BeforeAll
    static void once() throws IOException {
        run = ReportRun.in(folder);
        page = run.page();
        reader = new PageReader(page);
        json = run.json();
    }

    private static Stream<JsonNode> levels() {
        return StreamSupport.stream(json.get("compressed").spliterator(), false);
    }

    @Test
    void theAccuracyTableHasEachNetwork() {
        List<List<String>> rows = reader.table("Top-1 accuracy", 0);
        JsonNode base = json.get("base");
        assertEquals(1 + json.get("compressed").size(), rows.size());
        assertEquals(PageReader.count(base.get("parameters")), rows.get(0).get(1));
        assertEquals(PageReader.percent(base.at("/test/accuracy")), rows.get(0).get(4));
        List<JsonNode> levels = levels().toList();
        for (int i = 0; i < levels.size(); i++) {
            JsonNode level = levels.get(i);
            List<String> row = rows.get(i + 1);
            double gain = level.at("/test/accuracy").asDouble()
                    - base.at("/test/accuracy").asDouble();
            assertEquals(level.get("title").asText(), row.get(0));
            assertEquals(PageReader.count(level.get("parameters")), row.get(1));
            assertEquals(String.format(Locale.ROOT, "%.2f×", level.get("ratio").asDouble()), row.get(2));
            assertEquals(PageReader.percent(level.at("/beforeFineTune/test/accuracy")), row.get(3));
            String status = level.get("status").asText();
            assertEquals(
                    PageReader.percent(level.at("/test/accuracy"))
                            + (status.equals("trained") ? "" : " (" + status + ")"),
                    row.get(4));
            assertEquals(String.format(Locale.ROOT, "%+.2f", 100 * gain).replace("+0.00", "±0.00"), row.get(5));
            assertEquals(
                    String.format(Locale.ROOT, "%.4f", level.at("/test/loss").asDouble()), row.get(6));
        }
    }

    @Test
    void theHeadlineIsTheSmallestNetworkThatLosesNextToNothing() {
        String lead = PageReader.plain(page.select("p.lead").text());
        double base = json.at("/base/test/accuracy").asDouble();
        long dense = json.at("/base/parameters").asLong();
        List<JsonNode> smaller = levels().filter(
                        level -> level.get("parameters").asLong() < dense)
                .toList();
        JsonNode chosen = smaller.stream()
                .filter(level -> base - level.at("/test/accuracy").asDouble() <= 0.005)
                .min(Comparator.comparingLong(level -> level.get("parameters").asLong()))
                .orElseGet(() -> smaller.stream()
                        .max(Comparator.comparingDouble(
                                level -> level.at("/test/accuracy").asDouble()))
                        .orElseThrow());
        Stream.of(
                        PageReader.count(json.at("/base/parameters")),
                        PageReader.count(chosen.get("parameters")),
                        String.format(Locale.ROOT, "%.2f×", chosen.get("ratio").asDouble()),
                        PageReader.percent(json.at("/base/test/accuracy")),
                        PageReader.percent(chosen.at("/test/accuracy")))
                .forEach(figure -> assertTrue(lead.contains(figure), () -> figure + " is not in: " + lead));
    }

    @Test
    void theModelSummariesHaveEachLayerAndTheTotal() {
        assertLayers(json.at("/base/layers"), reader.table("Layers", 0), 0);
        int number = 0;
        for (JsonNode level : levels().toList()) {
            List<List<String>> rows = reader.table("Layers before and after", number++);
            assertLayers(level.get("layers"), rows, 4);
            assertEquals(
                    PageReader.count(level.get("parameters")),
                    rows.get(rows.size() - 1).get(7));
            assertEquals(
                    PageReader.count(json.at("/base/parameters")),
                    rows.get(rows.size() - 1).get(3));
        }
    }

    private static void assertLayers(JsonNode layers, List<List<String>> rows, int column) {
        List<String> shown = rows.subList(0, rows.size() - 1).stream()
                .map(row -> String.join(" ", row.subList(column, column + 4)))
                .toList();
        List<String> expected = new ArrayList<>();
        layers.forEach(layer -> expected.add(layer.get("name").asText() + " "
                + layer.get("kind").asText() + " " + layer.get("inputs") + " → " + layer.get("outputs") + " "
                + PageReader.count(layer.get("parameters"))));
        assertEquals(expected, shown);
    }

    @Test
    void theConfusionMatricesCountAndCompare() {
        JsonNode base = json.at("/base/confusion");
        for (JsonNode level : levels().toList()) {
            String title = level.get("title").asText();
            JsonNode counts = level.get("confusion");
            List<String> shown = reader.tooltips("Confusion matrix of " + title);
            List<String> changes = reader.tooltips("What changed from the base to " + title);
            List<String> expected = new ArrayList<>();
            List<String> changed = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                for (int j = 0; j < 10; j++) {
                    int count = counts.get(i).get(j).asInt();
                    int before = base.get(i).get(j).asInt();
                    String place = i == j ? "class " + i + ", right: " : "class " + i + " read as " + j + ": ";
                    if (count != 0) {
                        expected.add(place + count + ", base: " + before);
                    }
                    if (count != before) {
                        changed.add(place + String.format(Locale.ROOT, "%+d", count - before) + " against the base's "
                                + before);
                    }
                }
            }
            assertEquals(expected, shown);
            assertEquals(changed, changes);
        }
    }

    @Test
    void theCurvesHaveEachEpoch() {
        List<String> shown = reader.tooltips("Accuracy of base over the epochs");
        List<String> loss = reader.tooltips("Loss of base over the epochs");
        for (JsonNode epoch : json.at("/base/epochs")) {
            String name = "epoch " + epoch.get("epoch") + ", ";
            assertTrue(shown.contains(name + "while learning: " + PageReader.percent(epoch.get("accuracy"))));
            assertTrue(shown.contains(name + "on the test pictures: " + PageReader.percent(epoch.get("testAccuracy"))));
            assertTrue(loss.contains(name + "on the test pictures: "
                    + String.format(Locale.ROOT, "%.4f", epoch.get("testLoss").asDouble())));
        }
        levels().forEach(level -> assertTrue(reader.tooltips(
                        "Accuracy of " + level.get("title").asText() + " over the epochs")
                .contains("just factorised: " + PageReader.percent(level.at("/beforeFineTune/test/accuracy")))));
    }

    @Test
    void theSpectraHaveEachValueTheCutsAndTheBreakEvenRank() {
        int layer = 0;
        for (JsonNode spectrum : json.get("spectra")) {
            List<String> shown = reader.tooltips(
                    "Singular values of " + spectrum.get("layer").asText());
            JsonNode values = spectrum.get("singularValues");
            assertEquals(
                    Math.min(
                            spectrum.get("inputs").asInt(),
                            spectrum.get("outputs").asInt()),
                    values.size());
            for (int i = 0; i < values.size(); i++) {
                String value = String.format(
                        Locale.ROOT,
                        "singular value %d: %.4g",
                        i + 1,
                        values.get(i).asDouble());
                assertTrue(shown.contains(value), value);
            }
            assertTrue(shown.contains(
                    "two factors of a rank up to " + spectrum.get("breakEvenRank") + " are smaller than the layer"));
            int number = layer++;
            levels().forEach(level ->
                    assertTrue(shown.contains(level.get("title").asText() + ": "
                            + level.at("/choices/" + number + "/label").asText())));
        }
        assertEquals(3, layer);
    }

    @Test
    void thePicturesAreThoseThatWereLost() throws IOException {
        double base = json.at("/base/test/accuracy").asDouble();
        List<Element> lists = page.select("ul.pictures");
        int number = 0;
        for (JsonNode level : levels().toList()) {
            JsonNode change = level.get("change");
            int lost = change.get("lost").asInt();
            double difference = (base - level.at("/test/accuracy").asDouble()) * 200;
            assertEquals(Math.round(difference), lost - change.get("gained").asInt());
            assertEquals(Math.min(24, lost), change.get("pictures").size());
            if (lost > 0) {
                assertPictures(change.get("pictures"), lists.get(number++).select("img"));
            }
        }
        assertEquals(lists.size(), number);
        assertTrue(number > 0, "no level lost a picture");
    }

    private static void assertPictures(JsonNode pictures, List<Element> images) throws IOException {
        assertEquals(pictures.size(), images.size());
        for (int i = 0; i < images.size(); i++) {
            int index = pictures.get(i).get("picture").asInt();
            assertEquals(
                    run.data().test().label(index), pictures.get(i).get("label").asInt());
            assertTrue(pictures.get(i).get("given").asInt()
                    != pictures.get(i).get("label").asInt());
            assertEquals(
                    "test picture " + index + ": a " + pictures.get(i).get("label") + ", read as "
                            + pictures.get(i).get("given"),
                    images.get(i).attr("alt"));
            String source = images.get(i).attr("src");
            byte[] file = Base64.getDecoder().decode(source.replaceFirst("^data:image/png;base64,", ""));
            assertArrayEquals(file, Files.readAllBytes(run.directory().resolve("pictures/" + index + ".png")));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
            int[] shown = image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
            assertArrayEquals(
                    IntStream.range(0, run.data().test().size())
                            .map(pixel -> run.data().test().pixel(index, pixel))
                            .toArray(),
                    shown);
        }
    }

    @Test
    void theCostsAreThose() {
        List<List<String>> rows = reader.table("Costs", 0);
        List<JsonNode> networks =
                Stream.concat(Stream.of(json.get("base")), levels()).toList();
        for (int i = 0; i < networks.size(); i++) {
            JsonNode network = networks.get(i);
            double time = network.at("/latency/batch1Microseconds").asDouble();
            assertEquals(
                    List.of(
                            PageReader.count(network.get("parameters")),
                            PageReader.count(network.get("bytes")),
                            PageReader.count(network.get("macs")),
                            String.format(Locale.ROOT, time < 10 ? "%.1f µs" : "%,.0f µs", time),
                            String.format(
                                    Locale.ROOT,
                                    "%,.0f",
                                    network.at("/throughput/batch1024PerSecond").asDouble())),
                    rows.get(i).subList(1, 6));
        }
    }

    @Test
    void thePageSaysWhatRanAndHowToRepeatIt() throws IOException {
        String facts = PageReader.plain(page.select("dl.facts").text());
        Stream.of(
                        json.at("/backend/library"),
                        json.at("/backend/version"),
                        json.at("/dataset/name"),
                        json.at("/dataset/sha256"),
                        json.at("/machine/processor"),
                        json.at("/machine/java"),
                        json.at("/machine/os"),
                        json.get("started"),
                        json.get("preset"))
                .forEach(fact -> assertTrue(facts.contains(fact.asText()), () -> fact + " is not in: " + facts));
        assertTrue(facts.contains("Seed " + json.get("seed")), facts);
        assertEquals(
                Files.readString(run.directory().resolve("config.conf")).strip(),
                page.select("details code").first().wholeText().strip());
        Matcher command = Pattern.compile("eckart (run -c config.conf) -o (\\S+)")
                .matcher(page.select("section#provenance pre code").first().text());
        assertTrue(command.matches());
    }

    @Test
    void theDocumentsFiguresStandBesideItsOwnDataOnly() {
        assertEquals(84_060, json.at("/base/parameters").asInt());
        assertTrue(!page.text().contains("The document"), "the document's figures are of MNIST");
    }
}
