package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.model.ModelWriter;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;

/**
 * Writes a model into a directory of its own, has it proved there, and only then puts it into its place.
 *
 * @param original the model that was compressed
 * @param target where the smaller one shall be
 */
public record Delivery(OnnxModel original, Path target) {
    /**
     * Delivers.
     *
     * @param model the smaller model
     * @param proof proves what was written
     * @return what the proof found
     * @throws EckartException if the proof fails, or the files cannot be written; the target is then as it was
     */
    public Proof deliver(ModelProto model, Function<OnnxModel, Proof> proof) {
        Path place = target.toAbsolutePath().normalize();
        Path staged = staged();
        try {
            new ModelWriter(original.externalData(), place).requireNotRead(model);
            Files.createDirectories(staged.getParent());
            new ModelWriter(original.externalData(), staged).write(model);
            Proof found = proof.apply(OnnxModel.read(staged));
            moveIfThere(ModelWriter.dataFile(staged), ModelWriter.dataFile(place));
            moveIfThere(staged, place);
            return found;
        } catch (IOException e) {
            throw new EckartException(
                    "'" + target + "' cannot be written: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
        } finally {
            discard();
        }
    }

    /** Takes away what has been written but has not taken its place. */
    public void discard() {
        Path staged = staged();
        try {
            Files.deleteIfExists(ModelWriter.dataFile(staged));
            Files.deleteIfExists(staged);
            Files.deleteIfExists(staged.getParent());
        } catch (IOException e) {
            throw new EckartException("'" + staged.getParent() + "' is left over and cannot be removed: " + e, e);
        }
    }

    /** In a directory beside its place: a move from there is a change of name and nothing else. */
    private Path staged() {
        Path place = target.toAbsolutePath().normalize();
        String directory =
                "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
        return place.resolveSibling(directory).resolve(place.getFileName());
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
