package dev.eckart.app.modeljob.input;

import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The models of a job: files, or jars that hold one, by name or by Maven coordinates. What is unpacked is there until the job
 * ends.
 */
public final class OpenedModels implements AutoCloseable {
    private static final String TOKENIZER = "tokenizer.json";

    private final List<Path> unpacked = new ArrayList<>();

    /** Nothing is opened yet. */
    public OpenedModels() {}

    /**
     * Reads the model that something named holds.
     *
     * @param named a file, a jar, or Maven coordinates of one
     * @return the model
     * @throws OnnxException if there is none, or it cannot be read
     */
    public OnnxModel read(Path named) {
        Path file = file(named);
        if (!ModelJar.is(file)) {
            return OnnxModel.read(file);
        }
        Path model = temporary("model.onnx");
        new ModelJar(file).unpackModel(model);
        try {
            return OnnxModel.read(model);
        } catch (OnnxException e) {
            throw new OnnxException(e.getMessage().replace(model.toString(), named.toString()), e);
        }
    }

    /**
     * What says how texts become tokens.
     *
     * @param file where that can be read
     * @param name what a person calls it
     */
    public record FoundTokenizer(Path file, String name) {}

    /**
     * The tokenizer that a model has with it.
     *
     * @param named a file, a jar, or Maven coordinates of one
     * @return that in its jar, or beside its file; empty if there is none
     */
    public Optional<FoundTokenizer> tokenizer(Path named) {
        Path file = file(named);
        if (!ModelJar.is(file)) {
            return Stream.of(new OwnTokenizer(file).file(), file.resolveSibling(TOKENIZER))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .map(beside -> new FoundTokenizer(beside, beside.toString()));
        }
        Path unpackedHere = temporary(TOKENIZER);
        return Optional.of(new FoundTokenizer(unpackedHere, named.toString()))
                .filter(found -> new ModelJar(file).unpackTokenizer(found.file()));
    }

    private static Path file(Path named) {
        return Files.exists(named)
                ? named
                : ModelJar.ofCoordinates(named.toString()).orElse(named);
    }

    /** A file in a directory that nobody else can look into. */
    private Path temporary(String name) {
        try {
            Path directory = Files.createTempDirectory("eckart");
            Path file = directory.resolve(name);
            unpacked.add(file);
            unpacked.add(directory);
            // A job that is interrupted does not come to its end; the last that is said here is removed first.
            directory.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new OnnxException("no temporary directory can be made to unpack a model into: " + e, e);
        }
    }

    @Override
    public void close() {
        for (Path file : unpacked) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // A file that is still looked at cannot be removed everywhere; it goes when the program ends.
            }
        }
    }
}
