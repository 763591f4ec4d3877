package dev.eckart.tokenizer.huggingface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.text.Tokenizer;
import dev.eckart.spi.text.TokenizerProvider;
import dev.eckart.spi.text.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceProviderTest {
    private static final String FIVE =
            "{\"direction\":\"Right\",\"max_length\":5,\"strategy\":\"LongestFirst\",\"stride\":0}";

    private static final String FIXED =
            "{\"strategy\":{\"Fixed\":128},\"direction\":\"Right\",\"pad_to_multiple_of\":null,"
                    + "\"pad_id\":0,\"pad_type_id\":0,\"pad_token\":\"[PAD]\"}";

    @TempDir
    private Path directory;

    @Test
    void textsBecomeTheTokensOfTheFile() throws IOException {
        List<Tokens> tokens = encode(tokenizer("null", "null"), List.of("The boat sails", "a river, boat", ""));
        assertArrayEquals(new int[] {2, 4, 5, 6, 7, 3}, tokens.get(0).ids());
        assertArrayEquals(new int[] {2, 1, 8, 1, 5, 3}, tokens.get(1).ids());
        assertArrayEquals(new int[] {2, 3}, tokens.get(2).ids());
        assertArrayEquals(new int[6], tokens.get(0).types());
    }

    @Test
    void textsAreCutAsTheFileSaysAndNeverFilledUp() throws IOException {
        List<Tokens> tokens = encode(tokenizer(FIVE, FIXED), List.of("boat boat boat boat boat", "boat"));
        assertArrayEquals(new int[] {2, 5, 5, 5, 3}, tokens.get(0).ids());
        assertArrayEquals(new int[] {2, 5, 3}, tokens.get(1).ids());
    }

    @Test
    void aFileThatCutsAtTheBeginningDoesSo() throws IOException {
        Path left = tokenizer(FIVE.replace("Right", "Left"), "null");
        assertArrayEquals(
                new int[] {2, 5, 6, 7, 3},
                encode(left, List.of("boat boat the boat sails")).get(0).ids());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", FIXED})
    void aTextIsAsLongAsItIsWhereTheFileDoesNotCutIt(String padding) throws IOException {
        assertEquals(
                2002,
                encode(tokenizer("null", padding), List.of("boat ".repeat(2000)))
                        .get(0)
                        .count());
    }

    @Test
    void moreTextsThanAreMadeAtATimeStayInTheirOrder() throws IOException {
        List<String> texts =
                IntStream.range(0, 3000).mapToObj(i -> "boat ".repeat(i % 7)).toList();
        List<Tokens> tokens = encode(tokenizer("null", "null"), texts);
        for (int i = 0; i < texts.size(); i++) {
            assertEquals(2 + i % 7, tokens.get(i).count(), "text " + i);
        }
    }

    @Test
    void whatIsNoTokenizerIsRefused() throws IOException {
        Path none = Files.writeString(directory.resolve("none.json"), "{\"a\": 1}");
        Path damaged = Files.writeString(directory.resolve("damaged.json"), "{\"version\": ");
        assertRefused(none, "is no tokenizer");
        assertRefused(damaged, "is no tokenizer");
        assertRefused(directory.resolve("missing.json"), "no such file");
    }

    /** What DJL takes instead is a directory that others may have put something into. */
    @Test
    void withoutAHomeToUnpackItIntoTheLibraryIsNotLoaded() throws IOException {
        Path file = tokenizer("null", "null");
        String home = System.getProperty("user.home");
        System.setProperty("user.home", directory.resolve("none").toString());
        try {
            String message = assertThrows(
                            EckartException.class, () -> provider().open(file))
                    .getMessage();
            assertTrue(message.contains("DJL_CACHE_DIR"), message);
        } finally {
            System.setProperty("user.home", home);
        }
    }

    private static void assertRefused(Path file, String why) {
        String message =
                assertThrows(EckartException.class, () -> provider().open(file)).getMessage();
        assertTrue(message.contains(file.toString()) && message.contains(why), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static List<Tokens> encode(Path file, List<String> texts) {
        assertTrue(provider().reads(file));
        try (Tokenizer tokenizer = provider().open(file)) {
            return tokenizer.encode(texts);
        }
    }

    private static TokenizerProvider provider() {
        return ServiceLoader.load(TokenizerProvider.class).findFirst().orElseThrow();
    }

    private Path tokenizer(String truncation, String padding) throws IOException {
        return Files.writeString(directory.resolve("tokenizer.json"), """
                {"version": "1.0", "truncation": %s, "padding": %s, "added_tokens": [],
                 "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                   "strip_accents": null, "lowercase": true},
                 "pre_tokenizer": {"type": "BertPreTokenizer"},
                 "post_processor": {"type": "TemplateProcessing",
                   "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                     {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
                   "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
                   "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                     "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
                 "decoder": null,
                 "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                   "max_input_chars_per_word": 100,
                   "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "the": 4, "boat": 5, "sail": 6, "##s": 7,
                     "river": 8}}}
                """.formatted(truncation, padding));
    }
}
