package dev.eckart.app.modeljob;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Texts that models are to be run on, as they were asked for.
 *
 * @param file one text a line, or a table
 * @param column the column of a table that has the texts
 * @param tokenizer what says how texts become tokens; none if not given
 */
public record TextRequest(Path file, Optional<String> column, Optional<Path> tokenizer) {}
