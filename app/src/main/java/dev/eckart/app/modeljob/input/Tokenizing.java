package dev.eckart.app.modeljob.input;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.data.DataException;
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
     * @throws ConfigurationException if no tokenizer is there that reads the file
     * @throws DataException if it cannot be read, or a text cannot be made into tokens
     */
    public List<Tokens> tokens(Path tokenizer, List<String> texts) {
        TokenizerProvider provider = provider(tokenizer);
        try (Tokenizer opened = provider.open(tokenizer)) {
            return opened.encode(texts);
        } catch (EckartException e) {
            throw new DataException("tokenizer " + provider.name() + ": " + e.getMessage(), e);
        }
    }

    private TokenizerProvider provider(Path file) {
        Set<String> names = plugins.tokenizers().all().keySet();
        if (names.isEmpty()) {
            List<String> failures = plugins.tokenizers().failures();
            throw new ConfigurationException(
                    "--text: there is no tokenizer here; put the folder 'tokenizers' of Eckart's"
                            + " distribution back, or eckart-tokenizers-huggingface with what it needs on the class path"
                            + (failures.isEmpty() ? "" : "; could not load " + failures));
        }
        return names.stream()
                .map(plugins.tokenizers()::get)
                .filter(found -> found.reads(file))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "--tokenizer: '" + file + "' is of no kind that a tokenizer reads; there are " + names));
    }
}
