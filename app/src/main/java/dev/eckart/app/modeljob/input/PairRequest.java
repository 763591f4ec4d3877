package dev.eckart.app.modeljob.input;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Pairs of texts with scores that embeddings are to be judged by, as they were asked for.
 *
 * @param file a table of first texts, second texts and scores
 * @param tokenizer what says how texts become tokens; none if it is with the model
 */
public record PairRequest(Path file, Optional<Path> tokenizer) {
    /**
     * Pairs with the tokenizer that the model has with it: in its jar, or beside its file.
     *
     * @param file the pairs
     * @return a request
     */
    public static PairRequest of(Path file) {
        return new PairRequest(file, Optional.empty());
    }

    /**
     * The same with another tokenizer.
     *
     * @param json the model's {@code tokenizer.json}
     * @return a request
     */
    public PairRequest tokenizer(Path json) {
        return new PairRequest(file, Optional.of(json));
    }
}
