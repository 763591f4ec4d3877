package dev.eckart.spi.text;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.Named;
import java.nio.file.Path;

/** The light half of a tokenizer: it can be listed and asked without loading the library behind it. */
public interface TokenizerProvider extends Named {
    /**
     * Whether a file is of the kind that this one reads, by its name; the file need not be there.
     *
     * @param file the tokenizer's file, such as {@code tokenizer.json}
     * @return true if {@link #open} may be tried
     */
    boolean reads(Path file);

    /**
     * Loads a tokenizer, and the library behind it if that is not done yet.
     *
     * @param file the tokenizer's file
     * @return the tokenizer, to be closed by the caller
     * @throws EckartException if the file or the library cannot be loaded
     */
    Tokenizer open(Path file);
}
