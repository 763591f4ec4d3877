package dev.eckart.app.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of Markdown: the README or one of the site.
 *
 * @param file where it is, from {@link #ROOT}
 * @param text what it says
 */
record Page(Path file, String text) {
    /** The project's directory, from where tests run. */
    static final Path ROOT = Path.of("..");

    /** The pages of the site, but for its first one, which is the README. */
    static final Path SITE = Path.of("app/src/site/markdown");

    private static final Pattern FENCED = Pattern.compile("^```(\\w*)\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    /** A block between fences. */
    record Block(String language, String text) {}

    static Page of(Path file) {
        try {
            return new Page(file, Files.readString(ROOT.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page readme() {
        return of(Path.of("README.md"));
    }

    static Page site(String name) {
        return of(SITE.resolve(name));
    }

    /** The README first, then those of the site by name. */
    static List<Page> all() {
        try (Stream<Path> files = Files.list(ROOT.resolve(SITE))) {
            return Stream.concat(
                            Stream.of(readme()),
                            files.map(Path::getFileName)
                                    .map(Path::toString)
                                    .sorted()
                                    .map(Page::site))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Block> blocks() {
        return FENCED.matcher(text)
                .results()
                .map(found -> new Block(found.group(1), found.group(2)))
                .toList();
    }

    /** What is not between fences. */
    String prose() {
        return FENCED.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
