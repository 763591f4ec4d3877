package dev.eckart.spi.text;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.Named;
import java.nio.file.Path;

/** The light half of a tokenizer: it can be listed and asked without loading the library behind it. */
public interface TokenizerProvider extends Named {
    /**
     * Whether a file is of the kind that this one reads, by its name.
     *
     * @param file what says how texts become tokens, such as {@code tokenizer.json}
     * @return true if {@link #open} may be tried
     */
    boolean reads(Path file);

    /**
     * Loads a tokenizer, and the library behind it if that is not done yet.
     *
     * @param file what says how texts become tokens
     * @return the tokenizer
     * @throws EckartException if the file or the library cannot be loaded
     */
    Tokenizer open(Path file);
}
