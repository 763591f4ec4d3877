package dev.eckart.app.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.registry.PluginException;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sections of plug-ins beside Eckart's own. */
class SectionsTest {
    @TempDir
    private Path directory;

    /** A section as a plug-in would have it. */
    public static class Extra implements ReportSection {
        @Override
        public String name() {
            return "extra";
        }

        @Override
        public int order() {
            return 150;
        }

        @Override
        public Optional<Fragment> render(ReportData data) {
            return Optional.of(Fragment.titled("More").paragraph("a < b").html("<hr>"));
        }
    }

    /** Another class of the same name. */
    public static final class Same extends Extra {}

    private record Made(String name, int order, Supplier<Fragment> fragment) implements ReportSection {
        @Override
        public Optional<Fragment> render(ReportData data) {
            return Optional.of(fragment.get());
        }
    }

    private Sections with(String... classes) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(services.resolve(ReportSection.class.getName()), List.of(classes));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            return Sections.load(loader);
        }
    }

    private static List<String> names(Sections sections) {
        return sections.all().stream().map(ReportSection::name).toList();
    }

    private Page page(Sections sections) throws IOException {
        Files.writeString(
                directory.resolve("frontier.json"),
                "{\"schema\":1,\"eckart\":\"1\",\"preset\":\"p\",\"started\":\"now\"}");
        return Page.of(sections, new ReportData(List.of(Result.read(directory))), ended -> {});
    }

    @Test
    void eckartsOwnAreFoundInOrder() {
        Sections found = Sections.load(getClass().getClassLoader());
        assertEquals(
                List.of(
                        "comparison",
                        "headline",
                        "accuracy",
                        "networks",
                        "steps",
                        "spectra",
                        "cost",
                        "frontier",
                        "onnx",
                        "tuned",
                        "verification",
                        "provenance"),
                names(found));
        assertEquals(List.of(), found.failures());
    }

    @Test
    void onesOwnStandsAmongThem() throws IOException {
        List<String> names = names(with(Extra.class.getName()));
        assertEquals("extra", names.get(names.indexOf("accuracy") - 1));
    }

    @Test
    void twoOfOneNameAreAnError() {
        PluginException e =
                assertThrows(PluginException.class, () -> with(Extra.class.getName(), Same.class.getName()));
        assertTrue(e.getMessage().contains("two ReportSections are named 'extra'"), e::getMessage);
    }

    @Test
    void oneThatCannotBeLoadedIsNamedAndTheOthersStand() throws IOException {
        Sections sections = with("acme.Missing", Extra.class.getName());
        assertTrue(names(sections).contains("extra"));
        Page page = page(new Sections(List.of(new Extra()), sections.failures()));
        assertEquals(1, page.failures().size());
        assertTrue(page.failures().get(0).contains("acme.Missing"), page.failures()::toString);
        assertTrue(Jsoup.parse(page.html()).select("#failures li").text().contains("acme.Missing"));
    }

    @Test
    void oneThatFailsIsNamedAndTheOthersStand() throws IOException {
        Page page = page(new Sections(
                List.of(
                        new Made("broken", 1, () -> {
                            throw new IllegalStateException("<i>no</i>");
                        }),
                        new Made("linked", 2, () -> {
                            throw new NoClassDefFoundError("acme/Gone");
                        }),
                        new Made("known", 3, () -> {
                            throw new EckartException("one line");
                        }),
                        new Extra()),
                List.of()));
        assertEquals(
                List.of(
                        "the section 'broken' of the report failed: java.lang.IllegalStateException: <i>no</i>",
                        "the section 'linked' of the report failed: java.lang.NoClassDefFoundError: acme/Gone",
                        "the section 'known' of the report failed: one line"),
                page.failures());
        Document document = Jsoup.parse(page.html());
        assertEquals(List.of("extra", "failures"), document.select("section").eachAttr("id"));
        assertEquals(page.failures(), document.select("#failures li").eachText());
        assertEquals("a < b", document.select("#extra p").text());
        assertEquals(1, document.select("#extra hr").size());
    }

    @Test
    void aReportThatASectionCannotReadIsNoEndOfThePage() throws IOException {
        Page page = page(Sections.load(getClass().getClassLoader()));
        assertTrue(page.failures().get(0).startsWith("the section 'frontier' of the report failed: "), page::toString);
        assertTrue(page.failures().get(0).contains("frontier.json"), page::toString);
    }
}
