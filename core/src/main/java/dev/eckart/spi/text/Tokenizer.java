package dev.eckart.spi.text;

import dev.eckart.spi.EckartException;
import java.util.List;

/** Turns texts into tokens. Used by one thread at a time. */
public interface Tokenizer extends AutoCloseable {
    /**
     * Turns texts into tokens.
     *
     * @param texts any number of texts
     * @return the tokens of each text, in order; truncated as the tokenizer's file says
     * @throws EckartException if a text cannot be turned into tokens
     */
    List<Tokens> encode(List<String> texts);

    /** Frees what the tokenizer holds outside the heap; it cannot be used afterwards. */
    @Override
    void close();
}
