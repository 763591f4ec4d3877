package dev.eckart.app.modeljob.input;

import dev.eckart.app.console.Lines;
import dev.eckart.spi.text.Tokens;
import java.util.List;

/**
 * Texts that models were run on.
 *
 * @param file the file that they are from
 * @param tokenizer the file that says how they become tokens, or the jar that holds it
 * @param texts how many there are, of which fewer may have been drawn
 * @param tokens how many they have together
 * @param longest how many the longest has
 */
public record TextFacts(String file, String tokenizer, int texts, long tokens, int longest) {
    /**
     * For a person.
     *
     * @return a line, with its line break
     */
    public String line() {
        return Lines.line(
                "Texts: %,d of %s, %,d tokens by %s, %.1f in the mean and %,d in the longest; MACs and times are those of a"
                        + " text of middle length",
                texts, file, tokens, tokenizer, (double) tokens / texts, longest);
    }

    static TextFacts of(String file, String tokenizer, List<Tokens> texts) {
        return new TextFacts(
                file,
                tokenizer,
                texts.size(),
                texts.stream().mapToLong(Tokens::count).sum(),
                texts.stream().mapToInt(Tokens::count).max().orElseThrow());
    }
}
