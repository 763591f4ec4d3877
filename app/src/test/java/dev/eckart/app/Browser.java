package dev.eckart.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Assumptions;

/**
 * A Chromium without a window.
 *
 * @param program where it is
 */
record Browser(Path program) {
    /** Looks at a page in a frame of a given width, with the scripts that the page itself must not have. */
    private static final String WATCHER = """
            <!DOCTYPE html><meta charset="utf-8"><meta name="color-scheme" content="light dark">
            <style>body { margin: 0 } iframe { border: 0; width: %dpx; height: 900px }</style>
            <iframe src="%s"></iframe><pre></pre>
            <script>
            addEventListener("load", () => {
              const page = document.querySelector("iframe").contentDocument;
              const width = page.defaultView.innerWidth;
              const inBox = e => e.closest(".scroll, pre, svg, details") !== null;
              const cut = [...page.querySelectorAll("body *")].filter(e => !inBox(e)
                && e.getBoundingClientRect().right > width + 1).map(e => e.outerHTML.slice(0, 80));
              const words = [...page.querySelectorAll("svg text")].filter(t => {
                const box = t.getBoundingClientRect(), svg = t.closest("svg").getBoundingClientRect();
                return box.left < svg.left - 1 || box.right > svg.right + 12 || box.bottom > svg.bottom + 1;
              }).map(t => t.textContent);
              document.querySelector("pre").textContent = JSON.stringify({
                scrollWidth: page.documentElement.scrollWidth, innerWidth: width, cut, words,
                images: [...page.images].filter(i => i.naturalWidth === 0).length,
                background: page.defaultView.getComputedStyle(page.body).backgroundColor,
                charts: page.querySelectorAll("svg").length });
            });
            </script>
            """;

    /** What was seen: what the watcher noted, and what the console said. */
    record Seen(JsonNode notes, List<String> console) {}

    static Browser installed() {
        Stream<Path> named = Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of).stream();
        Stream<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)));
        Optional<Path> program =
                Stream.concat(named, found).filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(
                program.isPresent(), "no Chromium on the PATH; install one or set CHROMIUM to its program");
        return new Browser(program.orElseThrow());
    }

    Seen look(Path page, int width, boolean dark) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("browser");
        Path watcher = Files.writeString(folder.resolve("watcher.html"), WATCHER.formatted(width, page.toUri()));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--allow-file-access-from-files",
                        "--enable-logging=stderr",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                        "--window-size=1600,1000",
                        "--virtual-time-budget=10000",
                        "--dump-dom",
                        watcher.toUri().toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the browser does not end");
            }
        } finally {
            process.destroyForcibly();
        }
        String notes = Jsoup.parse(Files.readString(out)).select("pre").text();
        List<String> console = Files.readString(err)
                .lines()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        return new Seen(new ObjectMapper().readTree(notes), console);
    }
}
