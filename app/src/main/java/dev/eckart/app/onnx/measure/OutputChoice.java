package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.embedding.Pooling;
import java.util.Optional;

/**
 * What of a model's outputs is looked at more closely.
 *
 * @param output the output that has scores, or what embeddings are made of; found out if none is named
 * @param pooling how embeddings are made, if outputs are to be compared as such
 */
public record OutputChoice(Optional<String> output, Optional<Pooling> pooling) {
    /** Scores, if there are any. */
    public static final OutputChoice USUAL = new OutputChoice(Optional.empty(), Optional.empty());

    /**
     * The same where embeddings do not matter.
     *
     * @return without pooling
     */
    public OutputChoice withoutPooling() {
        return new OutputChoice(output, Optional.empty());
    }
}
