package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.InProcess.Outcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that makes pages of what other commands left. */
class ReportCommandTest {
    @TempDir
    private static Path folder;

    @TempDir
    private Path own;

    private static ReportRun run;

    @BeforeAll
    static void once() {
        run = ReportRun.in(folder, "-P", "compress.levels=[2,8]");
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
    void theCommandMakesTheSameBytesAgain() throws IOException {
        String before = run.html();
        Path copy = copy("again", "", "");
        Files.createDirectory(copy.resolve("pictures"));
        try (Stream<Path> pictures = Files.list(run.directory().resolve("pictures"))) {
            for (Path picture : pictures.toList()) {
                Files.copy(picture, copy.resolve("pictures").resolve(picture.getFileName()));
            }
        }
        Outcome outcome = ReportRun.report(copy);
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
    void severalRunsStandSideBySide() throws IOException {
        Path other = copy("other", "\"ejml\"", "\"another\"");
        Outcome outcome = ReportRun.report(run.directory(), other);
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
        Outcome refused = ReportRun.report(run.directory(), "-o", file);
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains(file + " exists and is no report of Eckart's"), refused::err);
        assertEquals("<html>mine</html>", Files.readString(file));
        assertEquals(0, ReportRun.report(run.directory(), "-o", file, "--force").code());
        // It is a report now.
        assertEquals(0, ReportRun.report(run.directory(), "-o", file).code());
        assertEquals(
                run.page().select("section").size(),
                Jsoup.parse(file.toFile(), "UTF-8").select("section").size());
        try (Stream<Path> files = Files.list(own)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void whatIsNoResultEndsInFour() throws IOException {
        assertError(ReportRun.report(own), own + " holds none of report.json, frontier.json, verify.json");
        assertError(
                ReportRun.report(copy("future", "\"schema\" : 1", "\"schema\" : 2")),
                "has schema 2, this Eckart reads 1");
        Path broken = Files.createDirectory(own.resolve("broken"));
        byte[] whole = Files.readAllBytes(run.directory().resolve("report.json"));
        Files.write(broken.resolve("report.json"), Arrays.copyOf(whole, whole.length / 2));
        assertError(ReportRun.report(broken), "report.json: ");
        Outcome none = ReportRun.report();
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
        assertEquals(0, ReportRun.report(copy).code());
        Document page = Jsoup.parse(copy.resolve("report.html").toFile(), "UTF-8");
        assertEquals(0, page.select("img").size());
        assertTrue(page.select("ul.pictures").text().contains("no. " + index));
    }

    @Test
    void chartsBecomePicturesWhereAskedFor() throws IOException {
        Path charts = run.directory().resolve("charts");
        Outcome outcome = ReportRun.report("--png", run.directory());
        assertEquals(0, outcome.code(), outcome::err);
        List<Path> drawn = files(charts, ".svg");
        assertEquals(drawn.size(), files(charts, ".png").size());
        for (Path svg : drawn) {
            BufferedImage picture =
                    ImageIO.read(charts.resolve(svg.getFileName().toString().replace(".svg", ".png"))
                            .toFile());
            Element chart = Jsoup.parse(Files.readString(svg)).selectFirst("svg");
            assertEquals(Math.ceil(3 * Double.parseDouble(chart.attr("width"))), picture.getWidth());
            assertEquals(Math.ceil(3 * Double.parseDouble(chart.attr("height"))), picture.getHeight());
            assertTrue(colours(picture) > 2, svg + " shows nothing");
        }
        Outcome page = ReportRun.report("--png", run.directory(), "-o", run.directory() + "/page.html");
        assertEquals(2, page.code());
        assertTrue(page.err().contains("--png"), page::err);
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static long colours(BufferedImage picture) {
        return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                .distinct()
                .count();
    }
}
