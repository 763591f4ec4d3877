package dev.eckart.app.output;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.data.Causes;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a command leaves a model and what it has to say of it.
 *
 * @param model the model's file
 * @param report the report's file
 * @param force whether files in these places may be replaced
 */
public record ModelPlace(Path model, Path report, boolean force) {
    /**
     * A place with the report where it usually is.
     *
     * @param model the model's file
     * @param report the report's file; beside the model, called {@code OUT.onnx.json}, if not given
     * @param force whether files in these places may be replaced
     * @return the place
     */
    public static ModelPlace of(Path model, Optional<Path> report, boolean force) {
        return new ModelPlace(
                model, report.orElseGet(() -> model.resolveSibling(model.getFileName() + ".json")), force);
    }

    /**
     * Makes sure that the place is free, before hours are spent on what shall stand there.
     *
     * @param sources models that are read and must stay as they are
     * @throws ConfigurationException if something is there that must not be replaced, or nothing can be written there
     */
    public void requireFree(Path... sources) {
        Path output = model.toAbsolutePath().normalize();
        for (Path source : sources) {
            if (isSame(source, output)) {
                throw new ConfigurationException(
                        "-o: '" + model + "' is the model itself; give the new one a name of its own");
            }
        }
        if (Files.isDirectory(output)) {
            throw new ConfigurationException("-o: '" + model + "' is a directory; name a file");
        }
        for (Path place : List.of(model, report)) {
            if (Files.exists(place) && !force) {
                throw new ConfigurationException(
                        "'" + place + "' is there already; name another file with -o, or replace it with --force");
            }
            requireWritable(place);
        }
        List.of(model, report, checkpoint()).forEach(ModelPlace::removeLeftOver);
    }

    /**
     * Where a training that makes the model keeps how far it is.
     *
     * @return the file, which is there if one was cut off
     */
    public Path checkpoint() {
        return model.resolveSibling(model.getFileName() + ".checkpoint");
    }

    /** What processes that no longer live have left half-written of a file. */
    private static void removeLeftOver(Path place) {
        String begin = "." + place.getFileName() + WholeFile.PART;
        Path directory = place.toAbsolutePath().normalize().getParent();
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(begin) && isOver(name.substring(begin.length()))) {
                    removeAll(file);
                }
            }
        } catch (IOException e) {
            throw new EckartException(
                    "what an earlier process has left of '" + place + "' cannot be removed: " + Causes.named(e), e);
        }
    }

    /** Whether a name's number is that of no process that lives here. */
    static boolean isOver(String process) {
        return process.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(process)).isEmpty();
    }

    private static void removeAll(Path left) throws IOException {
        try (Stream<Path> files = Files.walk(left)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Keeps the report with its model: both, or neither.
     *
     * @param text the report
     * @param model puts the model into its place
     * @throws EckartException if the report cannot be written; the model has not been put into its place then
     */
    public void keep(String text, Runnable model) {
        try (WholeFile.Part part =
                WholeFile.part(report, (OutputStream out) -> out.write(text.getBytes(StandardCharsets.UTF_8)))) {
            model.run();
            part.settle();
        } catch (IOException e) {
            throw new EckartException("the report '" + report + "' cannot be written: " + Causes.named(e), e);
        }
    }

    /** Directories that are missing are made, in the nearest one that is there. */
    private static void requireWritable(Path place) {
        Path directory = place.toAbsolutePath().normalize().getParent();
        while (directory != null && !Files.exists(directory)) {
            directory = directory.getParent();
        }
        if (directory == null || !Files.isDirectory(directory) || !takesFiles(directory)) {
            throw new ConfigurationException(
                    "'" + place + "' cannot be written: '" + directory + "' is no directory that can be written to");
        }
    }

    /** What a directory allows says little: some take nothing all the same. */
    private static boolean takesFiles(Path directory) {
        try {
            WholeFile.part(directory.resolve("eckart"), out -> {}).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isSame(Path source, Path output) {
        try {
            return Files.exists(output) && Files.exists(source) && Files.isSameFile(source, output);
        } catch (IOException e) {
            throw new ConfigurationException("-o: '" + output + "' cannot be looked at: " + e.getMessage());
        }
    }
}
