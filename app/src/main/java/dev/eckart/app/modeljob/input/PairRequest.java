package dev.eckart.app.modeljob.input;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Pairs of texts that people have scored, by which embeddings are to be judged.
 *
 * @param file a table of first texts, second texts and scores
 * @param tokenizer the {@code tokenizer.json}; if empty, the one in the model's jar or beside its file
 */
public record PairRequest(Path file, Optional<Path> tokenizer) {
    /**
     * Pairs with the tokenizer that is in the model's jar or beside its file.
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
