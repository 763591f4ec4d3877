package dev.eckart.app.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * The jars on the class path, of which Java passes over in silence what it cannot read.
 *
 * @param jars what is called a jar, whether it is one or not
 */
record ClassPathJars(List<Path> jars) {
    /** Those of a class path as Java has it, such as {@code lib/a.jar:plugins/b.jar}. */
    static ClassPathJars of(String classPath) {
        return new ClassPathJars(Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> entry.toLowerCase(Locale.ROOT).endsWith(".jar"))
                .map(Path::of)
                .toList());
    }

    /** One line for each that no plug-in can be found in: which one, and why. */
    List<String> problems() {
        return jars.stream()
                .flatMap(
                        jar -> problem(jar)
                                .map(reason -> "'" + jar + "' " + reason + "; put a sound jar there, or take it away")
                                .stream())
                .toList();
    }

    private static Optional<String> problem(Path jar) {
        if (Files.isDirectory(jar)) {
            return Optional.of("is a directory and no jar");
        }
        if (!Files.exists(jar)) {
            // Whoever names a jar that is not there yet means no harm; a link that leads nowhere was meant to.
            return Optional.of("is a link to nothing").filter(link -> Files.isSymbolicLink(jar));
        }
        if (!Files.isReadable(jar)) {
            return Optional.of("must not be read");
        }
        // Java has opened it already, so that this costs next to nothing.
        try (ZipFile opened = new ZipFile(jar.toFile())) {
            return Optional.of("is empty").filter(empty -> opened.size() == 0);
        } catch (IOException e) {
            return Optional.of("is damaged or no jar (" + e.getMessage() + ")");
        }
    }
}
