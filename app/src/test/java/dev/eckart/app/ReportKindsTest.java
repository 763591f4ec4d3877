package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frontiers and verifications have pages of their own, whose figures are those of their JSON. */
class ReportKindsTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void data() {
        IdxWriter.write(folder.resolve("data"), SyntheticDigits.dataset(new Seed(3), 400, 150));
    }

    private static Path result(String command, String... more) {
        Path directory = folder.resolve(command);
        List<String> arguments = new ArrayList<>(List.of(command, "--data", folder.resolve("data") + "/", "-q"));
        arguments.addAll(List.of("-o", directory + "", "-P", "base.epochs=2", "-P", "fine-tune.epochs=1"));
        arguments.addAll(List.of("-P", "base.hidden=[20,10]"));
        arguments.addAll(List.of(more));
        Outcome outcome = InProcess.run(arguments.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome::err);
        return directory;
    }

    private static Document page(Path directory) throws IOException {
        return Jsoup.parse(Files.readString(directory.resolve("report.html")));
    }

    private static JsonNode json(Path directory, String file) throws IOException {
        return new ObjectMapper().readTree(directory.resolve(file).toFile());
    }

    private static String spread(JsonNode figure) {
        return String.format(
                Locale.ROOT,
                "%.2f ± %.2f",
                100 * figure.get("mean").asDouble(),
                100 * figure.get("deviation").asDouble());
    }

    @Test
    void aFrontierHasEachPointWithItsDeviation() throws IOException {
        Path directory = result(
                "frontier",
                "--preset",
                "best",
                "--backend",
                "ejml",
                "--seeds",
                "2",
                "-P",
                "compress.budgets=[8000,4000]");
        JsonNode points = json(directory, "frontier.json").get("points");
        Document page = page(directory);
        assertEquals(List.of("frontier", "provenance"), page.select("section").eachAttr("id"));
        List<Element> rows = page.select("#frontier tbody tr");
        List<String> tooltips = page.select("#frontier svg title").eachText();
        assertEquals(1 + points.size(), rows.size());
        for (int i = 0; i < points.size(); i++) {
            JsonNode measured = points.get(i).get("measured");
            String accuracy = spread(measured.get("accuracy"));
            List<String> cells = rows.get(i + 1).children().eachText();
            assertEquals(points.get(i).get("size").asText(), cells.get(2));
            assertEquals(spread(measured.get("factorised")), cells.get(5));
            assertEquals(accuracy, cells.get(6));
            JsonNode time = measured.get("time");
            assertTrue(time.get("mean").asDouble() > 0);
            assertEquals(
                    String.format(
                            Locale.ROOT,
                            "%.2f ± %.2f",
                            time.get("mean").asDouble(),
                            time.get("deviation").asDouble()),
                    cells.get(9));
            assertEquals(
                    measured.get("best").asBoolean(), rows.get(i + 1).text().endsWith("*"));
            assertTrue(tooltips.stream().anyMatch(tooltip -> tooltip.endsWith(accuracy + " %")), tooltips::toString);
        }
        // Accuracy over parameters, and over time.
        assertEquals(
                2 * (1 + points.size()),
                page.select("#frontier svg path").stream()
                        .filter(path -> path.attr("d").endsWith("h8"))
                        .count());
        assertTrue(Files.readString(directory.resolve("charts/frontier.svg")).startsWith("<?xml"));
        assertTrue(
                Files.readString(directory.resolve("charts/frontier-time.svg")).contains("time of a picture alone"));
        assertTrue(page.select("#provenance").text().contains("Seeds 1, 2"));
    }

    @Test
    void aVerificationHasEachCheckOfEachBackend() throws IOException {
        Path directory = result("verify", "--backends", "ejml,commons-math", "--precision", "float64");
        JsonNode report = json(directory, "verify.json");
        Document page = page(directory);
        assertEquals(
                List.of("verification", "provenance"), page.select("section").eachAttr("id"));
        Element table = page.select("#verification table").first();
        assertEquals("float64", table.select("caption").text());
        assertEquals(
                List.of("Check", "Quantity", "ejml", "commons-math"),
                table.select("thead th").eachText());
        assertEquals(7, table.select("tbody tr").size());
        for (JsonNode finding : report.at("/backends/0/findings")) {
            if (finding.get("check").asText().equals("labels")) {
                assertEquals(0, finding.get("measured").asInt());
            }
        }
        assertEquals("0 ≤ 0", table.select("tbody tr").get(5).child(2).text());
        assertTrue(page.select("#verification p").first().text().startsWith("All backends agree"));
    }

    private static Path model(String name, List<String> command) {
        Path model = folder.resolve(name);
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--data", folder.resolve("data") + "/", "-q", "-o", model + ""));
        Outcome outcome = InProcess.run(arguments.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome::err);
        return model;
    }

    /** What an earlier version wrote has no bytes of layers, and shows their parameters. */
    @Test
    void aReportWithoutBytesOfLayersHasAPage() throws IOException {
        Path base = model("plain.onnx", List.of("train", "-P", "base.epochs=1", "-P", "base.hidden=[20,10]"));
        Path small = model("earlier.onnx", List.of("compress", base + "", "--ratio", "2"));
        JsonNode report = json(folder, "earlier.onnx.json");
        report.get("layers").forEach(layer -> ((ObjectNode) layer).remove("stored"));
        Files.writeString(Path.of(small + ".json"), report.toString());
        Outcome outcome = ReportRun.report(small + ".json");
        assertEquals(0, outcome.code(), outcome::err);
        String page = Files.readString(Path.of(small + ".html"));
        assertTrue(page.contains("parameters of each layer, before and after"), page);
    }

    @Test
    void reportsBesideModelsHavePages() throws IOException {
        Path base = model("base.onnx", List.of("train", "-P", "base.epochs=2", "-P", "base.hidden=[20,10]"));
        Path small = model("small.onnx", List.of("compress", base + "", "--ratio", "2"));
        for (Path model : List.of(base, small)) {
            Outcome outcome = ReportRun.report(model + ".json");
            assertEquals(0, outcome.code(), outcome::err);
            assertEquals("", outcome.err());
        }
        String trained = Jsoup.parse(Files.readString(Path.of(base + ".html"))).text();
        JsonNode step = json(folder, "base.onnx.json");
        assertTrue(trained.contains(step.at("/model/sha256").asText()), trained);
        assertTrue(
                trained.replace('\u00a0', ' ').contains(PageReader.percent(step.at("/network/test/accuracy"))),
                trained);
        PageReader page = new PageReader(Jsoup.parse(Files.readString(Path.of(small + ".html"))));
        JsonNode compression = json(folder, "small.onnx.json");
        List<List<String>> layers = page.table("Layers before and after", 0);
        assertEquals(compression.get("layers").size(), layers.size());
        for (int i = 0; i < layers.size(); i++) {
            JsonNode layer = compression.get("layers").get(i);
            assertEquals(layer.get("name").asText(), layers.get(i).get(0));
            assertEquals(layer.get("form").asText(), layers.get(i).get(3));
            assertEquals(
                    PageReader.count(layer.get("parametersAfter")),
                    layers.get(i).get(5));
            assertEquals(PageReader.percent(layer.get("lost")), layers.get(i).get(6));
        }
        List<List<String>> files = page.table("The files", 0);
        assertEquals(
                PageReader.count(compression.at("/before/costs/parameters")),
                files.get(0).get(1));
        assertEquals(
                PageReader.count(compression.at("/after/costs/bytes")),
                files.get(1).get(2));
    }

    /** The curves have a point for each loss in the JSON. */
    @Test
    void aTrainingHasItsCurves() throws IOException {
        FineTuneCase files = FineTuneCase.in(Files.createDirectories(folder.resolve("tuned")));
        assertEquals(0, files.taught("--train", "factors").code());
        assertEquals(0, ReportRun.report(files.file("tuned.onnx.json")).code());
        JsonNode training = json(folder.resolve("tuned"), "tuned.onnx.json").get("training");
        Document page = Jsoup.parse(Files.readString(Path.of(files.file("tuned.onnx.html"))));
        assertEquals("Fine-tuned model: tuned.onnx.json", page.title());
        assertEquals(List.of("tuned"), page.select("section").eachAttr("id"));
        List<String> tooltips = page.select("#tuned svg title").eachText();
        assertTrue(tooltips.contains("before: " + loss(training.get("startLoss"))), tooltips::toString);
        for (JsonNode epoch : training.get("epochs")) {
            String when = "epoch " + epoch.get("epoch").asInt();
            assertTrue(
                    tooltips.contains(when + ", while learning: " + loss(epoch.get("training"))), tooltips::toString);
            assertTrue(
                    tooltips.contains(when + ", on samples kept back: " + loss(epoch.get("held"))), tooltips::toString);
        }
        assertTrue(
                page.select("#tuned")
                        .text()
                        .replace('\u00a0', ' ')
                        .contains("Not trained: 3 tensors, not among what was to be trained"),
                page::text);
    }

    private static String loss(JsonNode loss) {
        return String.format(Locale.ROOT, "%.4g", loss.asDouble());
    }

    @Test
    void cuttingAndTrainingInOneHasBothTables() throws IOException {
        FineTuneCase files = FineTuneCase.in(Files.createDirectories(folder.resolve("both")));
        Outcome outcome = InProcess.run(
                "compress",
                files.file("model.onnx"),
                "--ratio",
                "2",
                "--data",
                files.file("samples.npz"),
                "--fine-tune-epochs",
                "2",
                "--no-timing",
                "--backend",
                "ejml",
                "-o",
                files.file("tuned.onnx"));
        assertEquals(0, outcome.code(), outcome::err);
        assertEquals(0, ReportRun.report(files.file("tuned.onnx.json")).code());
        Document page = Jsoup.parse(Files.readString(Path.of(files.file("tuned.onnx.html"))));
        assertEquals(
                List.of("Layers before and after", "Epochs"),
                page.select("#onnx caption").eachText().subList(0, 2));
        assertEquals(3, new PageReader(page).table("Epochs", 0).size());
    }

    @Test
    void aFileThatIsNoReportIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"schema\":1}");
        Outcome outcome = ReportRun.report(file);
        assertEquals(4, outcome.code());
        assertTrue(outcome.err().contains("other.json is no report"), outcome::err);
    }
}
