package dev.eckart.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whoever follows a link arrives: pages, places in them, Javadoc, and files of the project that are named. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]*)\\)");
    private static final Pattern NAMED =
            Pattern.compile("`((?:app/src|core/src|backend-\\w+/src|findings|\\.ci|\\.github)/[\\w./-]+)`");
    private static final Pattern JAR = Pattern.compile("eckart-[a-z-]+[-:](\\d+\\.\\d+\\.\\d+(?:-SNAPSHOT)?)");
    private static final Pattern BUILT =
            Pattern.compile("<artifactId>eckart</artifactId>\\s*<version>([^<]*)</version>");
    private static final List<String> DOCUMENTED =
            List.of("core/src/main/java", "app/src/main/java", "core/src/test/java");
    private static final String JAVADOC = "apidocs/";

    @TestFactory
    Stream<DynamicTest> lead() {
        return Page.all().stream()
                .flatMap(page -> LINK.matcher(page.prose())
                        .results()
                        .map(link -> link.group(1))
                        .distinct()
                        .map(link -> DynamicTest.dynamicTest(
                                page + " -> " + link, () -> assertTrue(leads(page, link), link))));
    }

    @TestFactory
    Stream<DynamicTest> filesThatAreNamedAreThere() {
        return Page.all().stream()
                .flatMap(page -> NAMED.matcher(page.prose())
                        .results()
                        .map(name -> name.group(1))
                        .distinct()
                        .map(name -> DynamicTest.dynamicTest(
                                page + " names " + name,
                                () -> assertTrue(Files.exists(Page.ROOT.resolve(name)), name))));
    }

    @Test
    void theReadmeIsShortAndLeadsToEveryPage() {
        Page readme = Page.readme();
        int bytes = readme.text().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 8_000, () -> "README.md has " + bytes + " bytes: what it tells belongs into a page");
        Set<String> pages = new TreeSet<>();
        Page.all().stream().filter(page -> !page.equals(readme)).forEach(page -> pages.add(page + ""));
        Set<String> linked = new TreeSet<>();
        LINK.matcher(readme.text())
                .results()
                .map(MatchResult::group)
                .forEach(link -> pages.stream()
                        .filter(page -> link.endsWith("](" + page + ")"))
                        .forEach(linked::add));
        assertEquals(pages, linked);
    }

    @Test
    void theMenuOfTheSiteHasEveryPage() throws IOException {
        String menu = Files.readString(Page.ROOT.resolve("app/src/site/site.xml"));
        for (Page page : Page.all()) {
            String name = page.equals(Page.readme()) ? "index.md" : page.file().getFileName() + "";
            String item = "href=\"" + name.replace(".md", ".html") + "\"/>";
            assertTrue(menu.contains(item), () -> "site.xml has no item with " + item);
        }
    }

    @TestFactory
    Stream<DynamicTest> jarsAreNamedAsTheyAreBuilt() throws IOException {
        Matcher built = BUILT.matcher(Files.readString(Page.ROOT.resolve("pom.xml")));
        assertTrue(built.find());
        return Page.all().stream()
                .flatMap(page -> JAR.matcher(page.text())
                        .results()
                        .map(jar -> DynamicTest.dynamicTest(
                                page + " names " + jar.group(), () -> assertEquals(built.group(1), jar.group(1)))));
    }

    private static boolean leads(Page page, String link) throws IOException {
        if (link.startsWith("https://")) {
            return true;
        }
        if (link.startsWith(JAVADOC)) {
            return documented(link.substring(JAVADOC.length()));
        }
        int place = link.indexOf('#');
        String name = place < 0 ? link : link.substring(0, place);
        Path target = name.isEmpty() ? page.file() : page.file().resolveSibling(name);
        if (!Files.isRegularFile(Page.ROOT.resolve(target))) {
            return false;
        }
        // Headings get other names on the site than where Markdown is read as it is: places are marked.
        return place < 0 || Page.of(target).text().contains("<a id=\"" + link.substring(place + 1) + "\"></a>");
    }

    /** Public types and packages have a page. */
    private static boolean documented(String link) throws IOException {
        if (link.equals("index.html")) {
            return true;
        }
        String source = link.replaceFirst("package-summary\\.html$", "package-info.java")
                .replaceFirst("\\.html$", ".java");
        for (String sources : DOCUMENTED) {
            Path file = Page.ROOT.resolve(sources).resolve(source);
            if (Files.isRegularFile(file)) {
                return source.endsWith("package-info.java")
                        || Files.readString(file).lines().anyMatch(line -> line.startsWith("public "));
            }
        }
        return false;
    }
}
