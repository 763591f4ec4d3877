package dev.eckart.spi.text;

import dev.eckart.spi.EckartException;
import java.util.List;

/** Makes tokens of texts. Used by one thread at a time. */
public interface Tokenizer extends AutoCloseable {
    /**
     * Makes tokens of texts.
     *
     * @param texts any number of texts
     * @return the tokens of each, in their order; as many at most as the tokenizer's file says
     * @throws EckartException if one cannot be made into tokens
     */
    List<Tokens> encode(List<String> texts);

    /** Gives back what the tokenizer holds outside the heap. */
    @Override
    void close();
}
