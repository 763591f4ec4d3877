package dev.eckart.app.onnx.delivery;

import dev.eckart.app.onnx.model.ModelWriter;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Writes a model into a directory of its own, has it proved there, and only then puts it into its place. What has not taken its
 * place goes when the delivery is closed.
 *
 * @param target where the smaller one shall be
 */
public record Delivery(Path target) implements AutoCloseable {
    /**
     * Writes the model beside its place. What it took to make it need not be in memory while it is proved.
     *
     * @param model the smaller model
     * @param data where external data of its tensors lie
     * @throws EckartException if the files cannot be written
     */
    public void stage(ModelProto model, ExternalData data) {
        try {
            writer().stage(model, data);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Writes a copy of a file that goes with the model.
     *
     * @param file the file
     * @param name what the copy is called beside the model
     * @throws EckartException if it cannot be written
     */
    public void stageBeside(Path file, Path name) {
        try {
            Files.copy(file, writer().staged().resolveSibling(name));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Has what was written proved.
     *
     * @param proof proves what was written
     * @return what the proof found
     * @throws EckartException if the proof fails
     */
    public Proof prove(Function<OnnxModel, Proof> proof) {
        OnnxModel written = withoutWeights(OnnxModel.read(writer().staged()));
        // Models that are run lie outside of the heap: what it took to make one goes back to the system first.
        System.gc();
        return proof.apply(written);
    }

    /**
     * Puts what was written into its place.
     *
     * @throws EckartException if the files cannot be moved; the target is then as it was
     */
    public void settle() {
        try {
            writer().settle();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * A model as it is proved: one that is run from its file need not be in memory too.
     *
     * @param model the model as it was read
     * @return the same, without its weights if it is run whole
     */
    public static OnnxModel withoutWeights(OnnxModel model) {
        return PiecewiseSession.isWhole(model) ? model.withoutWeights() : model;
    }

    private EckartException failed(IOException e) {
        return new EckartException(
                "'" + target + "' cannot be written: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
    }

    /**
     * Removes what has been written but has not taken its place.
     *
     * @throws EckartException if it cannot be removed
     */
    @Override
    public void close() {
        try {
            writer().discard();
        } catch (IOException e) {
            throw new EckartException(
                    "'" + writer().staged().getParent() + "' is left over and cannot be removed: " + e, e);
        }
    }

    private ModelWriter writer() {
        return new ModelWriter(target);
    }
}
