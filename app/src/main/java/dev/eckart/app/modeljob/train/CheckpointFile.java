package dev.eckart.app.modeljob.train;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.data.Causes;
import dev.eckart.app.onnx.tune.Checkpoints;
import dev.eckart.app.output.ModelPlace;
import dev.eckart.app.output.WholeFile;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How far a training is, kept beside the model that it makes and called {@code OUT.onnx.checkpoint}. The file begins with
 * what tells the training from any other.
 *
 * @param place where the model shall be
 * @param notes told what becomes of a file that is there
 */
public record CheckpointFile(ModelPlace place, Consumer<String> notes) implements Checkpoints {
    private Path file() {
        return place.checkpoint();
    }

    private static byte[] head(String fingerprint) {
        return (EckartVersion.current() + " " + fingerprint + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Goes on from what is there only if it is of this very training.
     *
     * @throws ConfigurationException if it is of another one, which must not be lost unasked
     */
    @Override
    public Optional<InputStream> left(String fingerprint) throws IOException {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        InputStream in = Files.newInputStream(file());
        byte[] head = head(fingerprint);
        if (Arrays.equals(head, in.readNBytes(head.length))) {
            notes.accept("goes on from '" + file() + "', which a training that was cut off has left");
            return Optional.of(in);
        }
        in.close();
        if (!place.force()) {
            throw new ConfigurationException(
                    "'" + file() + "' is of another training, which was cut off: go on with that"
                            + " one's models, data and options, or begin anew with --force");
        }
        notes.accept("'" + file() + "' is of another training and is replaced");
        return Optional.empty();
    }

    @Override
    public void keep(String fingerprint, Content content) throws IOException {
        // The model's directory, which may not be there yet.
        Files.createDirectories(file().toAbsolutePath().getParent());
        WholeFile.replace(file(), (OutputStream out) -> {
            out.write(head(fingerprint));
            content.writeTo(out);
        });
    }

    /**
     * The process is told to end: what is half-written of the file goes, and what was kept before stays.
     *
     * @throws EckartException if it cannot be removed
     */
    public void cutOff() {
        try {
            WholeFile.Part.of(file()).close();
        } catch (IOException e) {
            throw new EckartException("'" + file() + "' is left half-written beside its place: " + Causes.named(e), e);
        }
    }

    /**
     * The training is over, and nobody goes on from here.
     *
     * @throws EckartException if the file cannot be removed
     */
    public void remove() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new EckartException("'" + file() + "' is left over and cannot be removed: " + e, e);
        }
    }
}
