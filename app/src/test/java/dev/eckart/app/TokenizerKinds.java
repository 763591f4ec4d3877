package dev.eckart.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tokenizers of small vocabularies, of all kinds that there are. */
final class TokenizerKinds {
    static final List<String> LETTERS = List.of("a", "b", "c", "d", "e");

    private TokenizerKinds() {}

    /** A kind of tokenizers, what it has for tokens, and which of these no text needs. */
    record Kind(String name, String json, List<String> tokens, List<String> needless) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(wordPiece(), merging(), unigram());
    }

    static String file(List<String> tokens, String model) {
        return """
                {"version": "1.0", "truncation": null,
                 "padding": {"strategy": "BatchLongest", "direction": "Right", "pad_to_multiple_of": null, "pad_id": 1,
                   "pad_type_id": 0, "pad_token": "[PAD]"},
                 "added_tokens": [%s], "normalizer": null, "pre_tokenizer": {"type": "Whitespace"}, "decoder": null,
                 "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", %d], "cls": ["[PAD]", 1]},
                 "model": %s}
                """.formatted(
                Stream.of("[UNK]", "[PAD]", "[SEP]")
                        .map(token -> ("{\"id\": %d, \"content\": \"%s\", \"single_word\": false, \"lstrip\": false,"
                                        + " \"rstrip\": false, \"normalized\": false, \"special\": true}")
                                .formatted(tokens.indexOf(token), token))
                        .collect(Collectors.joining(", ")),
                tokens.indexOf("[SEP]"),
                model);
    }

    static List<String> tokens(String... words) {
        List<String> tokens = new ArrayList<>(List.of("[UNK]", "[PAD]"));
        tokens.addAll(List.of(words));
        tokens.addAll(LETTERS);
        return tokens;
    }

    static String vocabulary(List<String> tokens) {
        return IntStream.range(0, tokens.size())
                .mapToObj(i -> "\"" + tokens.get(i) + "\": " + i)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    static Kind wordPiece() {
        List<String> tokens = tokens("bade", "abc", "bad", "##ed", "ca", "de");
        LETTERS.forEach(letter -> tokens.add("##" + letter));
        tokens.addAll(List.of("[SEP]", "abcde", "dada"));
        String model = "{\"type\": \"WordPiece\", \"unk_token\": \"[UNK]\", \"continuing_subword_prefix\": \"##\","
                + " \"max_input_chars_per_word\": 100, \"vocab\": " + vocabulary(tokens) + "}";
        return new Kind("WordPiece", file(tokens, model), tokens, List.of("bade", "##ed", "de", "abcde", "dada"));
    }

    static Kind merging() {
        List<String> tokens = tokens("de", "ab", "ed", "abc", "ba", "bad", "[SEP]", "dede", "bede");
        String model = """
                {"type": "BPE", "dropout": null, "unk_token": "[UNK]", "continuing_subword_prefix": null,
                 "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false,
                 "merges": ["d e", "a b", "e d", "ab c", "b a", "ba d", "de de"], "vocab": %s}
                """.formatted(vocabulary(tokens));
        // Without "ab" there were no way to "abc", though no text has it at the end.
        return new Kind("BPE", file(tokens, model), tokens, List.of("de", "ed", "dede", "bede"));
    }

    static Kind unigram() {
        List<String> tokens = tokens("de", "abc", "ed", "bad", "[SEP]", "dede");
        String pieces = tokens.stream()
                .map(token ->
                        "[\"" + token + "\", " + (token.length() == 1 ? -9 : token.startsWith("[") ? -20 : -4) + "]")
                .collect(Collectors.joining(", "));
        String model = "{\"type\": \"Unigram\", \"unk_id\": 0, \"byte_fallback\": false, \"vocab\": [" + pieces + "]}";
        return new Kind("Unigram", file(tokens, model), tokens, List.of("de", "ed", "dede"));
    }
}
