package dev.eckart.tokenizer.huggingface;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.text.Tokenizer;
import dev.eckart.spi.text.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A tokenizer that has been loaded. */
final class HuggingFaceTokens implements Tokenizer {
    /** Texts that the library makes tokens of at a time. */
    private static final int AT_ONCE = 1024;

    private final HuggingFaceTokenizer tokenizer;

    HuggingFaceTokens(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    @Override
    public List<Tokens> encode(List<String> texts) {
        List<Tokens> tokens = new ArrayList<>();
        try {
            for (int from = 0; from < texts.size(); from += AT_ONCE) {
                List<String> some = texts.subList(from, Math.min(texts.size(), from + AT_ONCE));
                for (Encoding encoding : tokenizer.batchEncode(some)) {
                    tokens.add(new Tokens(numbers(encoding.getIds()), numbers(encoding.getTypeIds())));
                }
            }
        } catch (RuntimeException e) {
            throw new EckartException("texts cannot be made into tokens: " + e.getMessage(), e);
        }
        return tokens;
    }

    private static int[] numbers(long[] numbers) {
        return Arrays.stream(numbers).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
