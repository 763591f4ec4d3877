package dev.eckart.app.modeljob.input;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Texts that models are to be run on.
 *
 * @param file one text a line, or a table, {@code .csv}, {@code .tsv} or {@code .jsonl}
 * @param column the column of a table that has the texts; empty for one text a line
 * @param tokenizer the {@code tokenizer.json}; if empty, the one in the model's jar or beside its file
 */
public record TextRequest(Path file, Optional<String> column, Optional<Path> tokenizer) {
    /**
     * Texts, one a line, with the tokenizer that is in the model's jar or beside its file.
     *
     * @param file the texts
     * @return a request
     */
    public static TextRequest of(Path file) {
        return new TextRequest(file, Optional.empty(), Optional.empty());
    }

    /**
     * The same from a table.
     *
     * @param name the column that has the texts
     * @return a request
     */
    public TextRequest column(String name) {
        return new TextRequest(file, Optional.of(name), tokenizer);
    }

    /**
     * The same with another tokenizer.
     *
     * @param json the model's {@code tokenizer.json}
     * @return a request
     */
    public TextRequest tokenizer(Path json) {
        return new TextRequest(file, column, Optional.of(json));
    }
}
