package dev.eckart.app.output;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.Settings;
import dev.eckart.app.data.Causes;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Where a run leaves what it found. Everything is written in a folder beside it, which takes its name at the end: there
 * is a whole run directory or none.
 */
public final class RunDirectory implements AutoCloseable {
    /** The report of a run. */
    public static final String REPORT = "report.json";
    /** The report of a verification. */
    public static final String VERIFICATION = "verify.json";
    /** The report of a frontier. */
    public static final String FRONTIER = "frontier.json";
    /** The resolved configuration, which repeats the run. */
    public static final String CONFIGURATION = "config.conf";

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final DirectoryReplacement place;
    private final Path target;
    private final DraftFolder draft;
    private final boolean resumed;
    private volatile boolean worthKeeping;
    private volatile boolean keptIfFailed;

    private RunDirectory(DirectoryReplacement place, DraftFolder draft, boolean resumed) {
        this.place = place;
        this.target = place.target();
        this.draft = draft;
        this.resumed = resumed;
        this.worthKeeping = resumed;
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
        DirectoryReplacement place = DirectoryReplacement.of(directory, report, force);
        Path target = place.target();
        try {
            if (target.getParent() == null) {
                throw new ConfigurationException(directory + " cannot be a run directory; name another one with -o");
            }
            SetAside.settle(target);
            place.check();
            Files.createDirectories(target.getParent());
            DraftFolder.removeWithout(CutOff.BEGUN, target);
            return new RunDirectory(place, DraftFolder.create(target), false);
        } catch (IOException e) {
            throw new ConfigurationException("cannot write the run directory " + directory + " (" + Causes.named(e)
                    + "); name another one with -o");
        }
    }

    /**
     * What is left of an earlier run that should have been found in the same place, and can be gone on with.
     *
     * @return the latest such folder
     */
    public Optional<Path> earlier() {
        try {
            return left().folders().stream().findFirst();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * The configuration of a run that was cut off.
     *
     * @param directory where the run should have been found
     * @param report the report that would have been in it
     * @return the file with it
     * @throws ConfigurationException if there is no such run, or it is still going on
     */
    public static Path configurationLeft(Path directory, String report) {
        try (RunDirectory left = left(directory, report, true)) {
            return left.draft.folder().resolve(CONFIGURATION);
        }
    }

    /**
     * Goes on with what a run that was cut off has left.
     *
     * @param directory where the run should have been found
     * @param report the report that will be in it
     * @param force whether an earlier run in that place may be replaced
     * @return the directory with the files that were there
     * @throws ConfigurationException if there is none, it is still going on, or its place is taken
     */
    public static RunDirectory resume(Path directory, String report, boolean force) {
        RunDirectory left = left(directory, report, force);
        try {
            left.place.check();
            return left;
        } catch (ConfigurationException e) {
            left.close();
            throw e;
        }
    }

    private static RunDirectory left(Path directory, String report, boolean force) {
        DirectoryReplacement place = DirectoryReplacement.of(directory, report, force);
        try {
            SetAside.settle(place.target());
            DraftFolder draft = new CutOff(place.target(), report)
                    .open()
                    .orElseThrow(() -> new ConfigurationException("nothing of " + directory
                            + " that was cut off and would have had a " + report
                            + " can be gone on with, or it is still going on; leave out --resume to begin it"));
            return new RunDirectory(place, draft, true);
        } catch (IOException e) {
            throw new ConfigurationException("cannot read what is left of " + directory + " (" + Causes.named(e) + ")");
        }
    }

    private CutOff left() {
        return new CutOff(target, place.report());
    }

    /**
     * Where a test picture that the report names is kept within a run directory.
     *
     * @param index which one, from 0
     * @return name of a PNG file
     */
    public static String picture(int index) {
        return "pictures/" + index + ".png";
    }

    /**
     * Where its files are until it is published.
     *
     * @return the folder that is being written
     */
    public Path draft() {
        return draft.folder();
    }

    /**
     * Writes a file.
     *
     * @param name its name within the directory
     * @param text its content
     */
    public void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file: whole or not at all, even if the process is killed.
     *
     * @param name its name within the directory, in folders if it has slashes
     * @param content its content
     */
    public void write(String name, byte[] content) {
        try {
            draft.write(name, content);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Where a file is while the run goes on.
     *
     * @param name its name within the directory
     * @return its path, if it has been written
     */
    public Optional<Path> find(String name) {
        return draft.find(name);
    }

    /**
     * A file that only whoever goes on with the run needs: it is not in the directory in the end.
     *
     * @param name its name within the directory
     */
    public void letPass(String name) {
        draft.letPass(name);
    }

    /**
     * Gives the directory its name, in place of an earlier run if that was allowed.
     *
     * @return where it is
     * @throws ConfigurationException if another run has taken that place meanwhile and must not be replaced
     * @throws EckartException if that fails, or somebody has taken away files that were written
     */
    public Path publish() {
        place.check();
        draft.letPass(left().mark());
        try {
            draft.settle(target);
            return target;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** From now on there is something to go on with if the run is cut off, or cannot be written any further. */
    public void keepIfCutOff() {
        write(left().mark(), "");
        worthKeeping = true;
    }

    /** From now on there is something to go on with even if the run fails: the fault may lie with who carries it out. */
    public void keepIfFailed() {
        keptIfFailed = worthKeeping;
    }

    /**
     * Whether what is done can be gone on with though the run has failed.
     *
     * @return true if there is something, and it has not been published
     */
    public boolean isKept() {
        return keptIfFailed && Files.exists(draft.folder());
    }

    /**
     * The process is told to end. Leaves nothing behind, unless there is something to go on with.
     *
     * @return whether there is
     */
    public boolean cutOff() {
        if (!worthKeeping) {
            draft.delete();
        }
        return worthKeeping && Files.exists(draft.folder());
    }

    /** The run has failed: leaves behind what can be gone on with, if that is known. Does nothing after {@link #publish()}. */
    @Override
    public void close() {
        try {
            if (!resumed && !keptIfFailed) {
                draft.delete();
            } else if (Files.exists(draft.folder())) {
                draft.release();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** What is done can be gone on with when there is room again, or a right to write. */
    private EckartException failure(IOException e) {
        keepIfFailed();
        String cause = Causes.named(e) + "); is the disk full, or was something of it deleted?";
        return new EckartException("cannot write the run directory " + target + " (" + cause, e);
    }
}
