package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.model.ModelWriter;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.file.Path;
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
        ModelWriter writer = writer();
        try {
            writer.stage(model);
            OnnxModel written = proved(OnnxModel.read(writer.staged()));
            // Models that are run lie outside of the heap: what it took to make one goes back to the system first.
            System.gc();
            Proof found = proof.apply(written);
            writer.settle();
            return found;
        } catch (IOException e) {
            throw new EckartException(
                    "'" + target + "' cannot be written: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
        } finally {
            discard();
        }
    }

    /** A model that is run from its file need not be in memory too. */
    private static OnnxModel proved(OnnxModel written) {
        return PiecewiseSession.isWhole(written) ? written.withoutWeights() : written;
    }

    /** Takes away what has been written but has not taken its place. */
    public void discard() {
        try {
            writer().discard();
        } catch (IOException e) {
            throw new EckartException(
                    "'" + writer().staged().getParent() + "' is left over and cannot be removed: " + e, e);
        }
    }

    private ModelWriter writer() {
        return new ModelWriter(original.externalData(), target);
    }
}
