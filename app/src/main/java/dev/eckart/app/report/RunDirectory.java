package dev.eckart.app.report;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.Settings;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a run leaves what it found. Everything is written in a folder beside it, which takes its name at the end: there
 * is a whole run directory or none.
 */
public final class RunDirectory {
    /** The report of a run. */
    public static final String REPORT = "report.json";
    /** The report of a verification. */
    public static final String VERIFICATION = "verify.json";
    /** The report of a frontier. */
    public static final String FRONTIER = "frontier.json";
    /** The resolved configuration, which repeats the run. */
    public static final String CONFIGURATION = "config.conf";

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path target;
    private final Path draft;
    private final Runnable check;

    private RunDirectory(Path target, Path draft, Runnable check) {
        this.target = target;
        this.draft = draft;
        this.check = check;
    }

    /**
     * Where a configuration wants its results.
     *
     * @param settings the resolved configuration
     * @param what what the results are of, for a directory that the configuration does not name
     * @return the directory asked for, or one named by the time
     */
    public static Path place(Settings settings, String what) {
        return settings.output()
                .directory()
                .orElseGet(() -> Path.of("runs", STAMP.format(LocalDateTime.now()) + "-" + what));
    }

    /**
     * Makes sure that the directory can be written, before hours are spent on what shall go into it.
     *
     * @param directory where the run shall be found
     * @param report the report that will be in it, without which a folder there is none of an earlier run
     * @param force whether an earlier run in that place may be replaced
     * @return a directory to be written and then published or discarded
     * @throws ConfigurationException if something is in that place that must not be replaced, or nothing can be written
     *     there
     */
    public static RunDirectory prepare(Path directory, String report, boolean force) {
        Path target = directory.toAbsolutePath().normalize();
        Runnable check = () -> checkReplaceable(target, directory, report, force);
        check.run();
        try {
            Path parent = target.getParent();
            if (parent == null) {
                throw new ConfigurationException(directory + " cannot be a run directory; name another one with -o");
            }
            Files.createDirectories(parent);
            // Unlike a temporary directory, it gets the permissions that the user gives to directories.
            String unique = ProcessHandle.current().pid() + "-" + System.nanoTime();
            Path draft = Files.createDirectory(parent.resolve("." + target.getFileName() + ".part" + unique));
            return new RunDirectory(target, draft, check);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "cannot write the run directory " + directory + " (" + reason(e) + "); name another one with -o");
        }
    }

    private static void checkReplaceable(Path target, Path named, String report, boolean force) {
        List<Path> content = content(target, named);
        if (content.isEmpty()) {
            return;
        }
        if (!force) {
            throw new ConfigurationException("the run directory " + named
                    + " is not empty; name another one with -o, or replace it with --force");
        }
        if (content.stream().noneMatch(file -> file.endsWith(report))) {
            throw new ConfigurationException("the directory " + named + " holds no " + report
                    + ", so --force does not replace it; name another one with -o");
        }
    }

    private static List<Path> content(Path target, Path named) {
        if (!Files.exists(target)) {
            return List.of();
        }
        if (!Files.isDirectory(target)) {
            throw new ConfigurationException(named + " is a file, not a run directory; name another one with -o");
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.toList();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "cannot read the run directory " + named + " (" + reason(e) + "); name another one with -o");
        }
    }

    /**
     * Writes a file.
     *
     * @param name its name within the directory
     * @param text its content
     */
    public void write(String name, String text) {
        try {
            Files.writeString(draft.resolve(name), text);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Gives the directory its name, in place of an earlier run if that was allowed.
     *
     * @return where it is
     * @throws ConfigurationException if another run has taken that place meanwhile and must not be replaced
     */
    public Path publish() {
        check.run();
        try {
            Path old = draft.resolveSibling(draft.getFileName() + ".old");
            if (Files.exists(target)) {
                Files.move(target, old);
            }
            replace(old);
            return target;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Moves the draft to its place; if that fails, an earlier run goes back to where it was. */
    private void replace(Path old) throws IOException {
        try {
            Files.move(draft, target);
        } catch (IOException e) {
            if (Files.exists(old)) {
                Files.move(old, target);
            }
            throw e;
        }
        delete(old);
    }

    /** Leaves nothing behind. Does nothing after {@link #publish()}. */
    public void discard() {
        delete(draft);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.exists(directory) ? Files.walk(directory) : Stream.empty()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EckartException failure(IOException e) {
        return new EckartException(
                "cannot write the run directory " + target + " (" + reason(e) + "); is the disk full?", e);
    }

    private static String reason(IOException e) {
        return e instanceof FileAlreadyExistsException exists
                ? exists.getFile() + " is a file"
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
