package dev.eckart.app.modeljob;

import dev.eckart.app.plugin.Plugins;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.text.Tokenizer;
import dev.eckart.spi.text.TokenizerProvider;
import dev.eckart.spi.text.Tokens;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Makes tokens of texts by the tokenizer that reads a file. */
public final class Tokenizing {
    private final Plugins plugins;

    @Inject
    Tokenizing(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * Makes tokens.
     *
     * @param tokenizer what says how texts become tokens
     * @param texts texts
     * @return the tokens of each, in their order
     * @throws EckartException if no tokenizer is there that reads the file, or it fails
     */
    public List<Tokens> tokens(Path tokenizer, List<String> texts) {
        try (Tokenizer opened = provider(tokenizer).open(tokenizer)) {
            return opened.encode(texts);
        }
    }

    private TokenizerProvider provider(Path file) {
        Set<String> names = plugins.tokenizers().all().keySet();
        if (names.isEmpty()) {
            List<String> failures = plugins.tokenizers().failures();
            throw new EckartException("--text: there is no tokenizer here; put the folder 'tokenizers' of Eckart's"
                    + " distribution back, or eckart-tokenizers-huggingface with what it needs on the class path"
                    + (failures.isEmpty() ? "" : "; could not load " + failures));
        }
        return names.stream()
                .map(plugins.tokenizers()::get)
                .filter(found -> found.reads(file))
                .findFirst()
                .orElseThrow(() -> new EckartException(
                        "--tokenizer: '" + file + "' is of no kind that a tokenizer reads; there are " + names));
    }
}
