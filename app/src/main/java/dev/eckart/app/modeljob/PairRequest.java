package dev.eckart.app.modeljob;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Pairs of texts with scores that embeddings are to be judged by, as they were asked for.
 *
 * @param file a table
 * @param tokenizer what says how texts become tokens; none if not given
 */
public record PairRequest(Path file, Optional<Path> tokenizer) {}
