package dev.eckart.app.html;

import dev.eckart.app.console.Json;
import dev.eckart.app.data.DataException;
import dev.eckart.app.output.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a command left in a directory, or beside a model.
 *
 * @param directory the directory
 * @param file name of the report's file within it
 * @param kind what it is a report of: the name of its file, as {@link RunDirectory} has it, if it is that of a
 *     directory; {@link #COMPRESSION}, {@link #TUNING} or {@link #STEP} if it stands beside a model
 * @param json the text of that file
 */
public record Result(Path directory, String file, String kind, String json) {
    /** The report of {@code eckart compress}. */
    public static final String COMPRESSION = "compression";
    /** The report of {@code eckart fine-tune} on a model of any origin. */
    public static final String TUNING = "tuning";
    /** The report of {@code eckart train}, or of {@code fine-tune} as a run does it. */
    public static final String STEP = "step";

    private static final List<String> FILES =
            List.of(RunDirectory.REPORT, RunDirectory.FRONTIER, RunDirectory.VERIFICATION);

    /**
     * Reads the report in a directory, or one beside a model.
     *
     * @param place the directory, or the report's file
     * @return its result
     * @throws DataException if there is no report, or one that cannot be read
     */
    public static Result read(Path place) {
        if (Files.isRegularFile(place)) {
            Path file = place.toAbsolutePath();
            return of(file.getParent(), file.getFileName().toString()).ofModel();
        }
        return inDirectory(place);
    }

    private static Result inDirectory(Path directory) {
        String file = FILES.stream()
                .filter(name -> Files.isRegularFile(directory.resolve(name)))
                .findFirst()
                .orElseThrow(
                        () -> new DataException(
                                directory + " holds none of " + String.join(", ", FILES)
                                        + "; name a directory that 'eckart run', 'frontier' or 'verify' wrote, or the report beside a model"));
        return of(directory, file);
    }

    private static Result of(Path directory, String file) {
        try {
            return new Result(directory, file, file, Files.readString(directory.resolve(file))).checked();
        } catch (IOException e) {
            throw new DataException("cannot read " + directory.resolve(file) + " (" + e + ")", e);
        }
    }

    /** A report beside a model may have any name, so that it is known by what it says. */
    private Result ofModel() {
        Set<?> keys = as(Map.class).keySet();
        if (keys.containsAll(Set.of("decomposer", "objections"))) {
            return new Result(directory, file, COMPRESSION, json);
        }
        if (keys.containsAll(Set.of("training", "objections"))) {
            return new Result(directory, file, TUNING, json);
        }
        if (keys.containsAll(Set.of("model", "network"))) {
            return new Result(directory, file, STEP, json);
        }
        if (FILES.contains(file)) {
            return this;
        }
        throw new DataException(
                file + " is no report of 'eckart compress', 'train' or 'fine-tune'; name one, or a run's directory");
    }

    private Result checked() {
        Object schema = as(Map.class).get("schema");
        if (!Integer.valueOf(1).equals(schema)) {
            throw new DataException(directory.resolve(file) + ": has schema " + schema
                    + ", this Eckart reads 1; use the Eckart that wrote it");
        }
        return this;
    }

    /**
     * The report as a record of the caller's, which may have some of its keys only.
     *
     * @param type a record, or {@link Map}
     * @param <T> the same
     * @return the report
     * @throws DataException if it is damaged, or lacks a key of the record
     */
    public <T> T as(Class<T> type) {
        try {
            return Json.read(json, type);
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    directory.resolve(file) + ": " + e.getMessage()
                            + "; was it written by an earlier Eckart? Run again",
                    e);
        }
    }

    /**
     * What to call it beside others.
     *
     * @return the name of the directory, or that of the file beside a model
     */
    public String name() {
        if (!FILES.contains(kind)) {
            return file;
        }
        Path whole = directory.toAbsolutePath().normalize();
        return Optional.ofNullable(whole.getFileName()).orElse(whole).toString();
    }

    /**
     * The configuration that repeats it.
     *
     * @return the text of its file, if there is one
     * @throws DataException if the file cannot be read
     */
    public Optional<String> configuration() {
        return bytes(RunDirectory.CONFIGURATION).map(text -> new String(text, StandardCharsets.UTF_8));
    }

    /**
     * A test picture that was kept.
     *
     * @param index which one, from 0
     * @return the bytes of its PNG file, if it is there and is one
     * @throws DataException if the file cannot be read
     */
    public Optional<byte[]> picture(int index) {
        return bytes(RunDirectory.picture(index)).filter(Png::is);
    }

    private Optional<byte[]> bytes(String name) {
        try {
            Path path = directory.resolve(name);
            return Files.isRegularFile(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
        } catch (IOException e) {
            throw new DataException("cannot read " + directory.resolve(name) + " (" + e + ")", e);
        }
    }
}
