package dev.eckart.app.modeljob.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eckart.app.config.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How a tokenizer makes tokens of words: by whole words, by the longest piece (WordPiece), by merges (byte-pair encoding) or
 * by the likeliest pieces (Unigram). What a text becomes stays the same if all that it becomes stays, with what that is
 * merged from: a choice among fewer is the same choice if the one that was made is still there.
 *
 * @param json what the file says of it
 * @param tokens number of each token
 * @param merges what is put together, in the order of preference; of byte-pair encoding alone
 */
record TokenModel(ObjectNode json, Map<String, Integer> tokens, List<Merge> merges) {
    private static final String BYTE = "<0x[0-9A-F]{2}>";

    /** Two tokens that become one. */
    record Merge(String left, String right, String both) {}

    static TokenModel of(Path file, JsonNode model) {
        String type = model.path("type").asText();
        if (!(model instanceof ObjectNode json)
                || !List.of("WordLevel", "WordPiece", "BPE", "Unigram").contains(type)) {
            throw new ConfigurationException("--tokenizer: '" + file + "' makes tokens by '" + type
                    + "', of which none can be left out here; there are WordLevel, WordPiece, BPE and Unigram");
        }
        Map<String, Integer> tokens = new LinkedHashMap<>();
        JsonNode vocabulary = json.path("vocab");
        if (vocabulary.isArray()) {
            vocabulary.forEach(piece -> tokens.put(piece.path(0).asText(), tokens.size()));
        } else {
            vocabulary
                    .properties()
                    .forEach(
                            entry -> tokens.put(entry.getKey(), entry.getValue().asInt()));
        }
        List<Merge> merges = new ArrayList<>();
        String inner = json.path("continuing_subword_prefix").asText("");
        json.path("merges").forEach(merge -> merges.add(merge(merge, inner)));
        return new TokenModel(json, tokens, merges);
    }

    private static Merge merge(JsonNode merge, String inner) {
        String[] parts = merge.isArray()
                ? new String[] {merge.path(0).asText(), merge.path(1).asText()}
                : merge.asText().split(" ", 2);
        String right = parts[1].startsWith(inner) ? parts[1].substring(inner.length()) : parts[1];
        return new Merge(parts[0], parts[1], parts[0] + right);
    }

    /** Adds what must stay if some do. */
    void close(Set<Integer> kept) {
        tokens.forEach((token, number) -> {
            if (isLetter(token)) {
                kept.add(number);
            }
        });
        Optional.ofNullable(tokens.get(json.path("unk_token").asText())).ifPresent(kept::add);
        if (json.path("unk_id").isInt()) {
            kept.add(json.get("unk_id").asInt());
        }
        leastLikely().ifPresent(kept::add);
        Map<String, List<Merge>> making = new HashMap<>();
        merges.forEach(merge ->
                making.computeIfAbsent(merge.both(), both -> new ArrayList<>()).add(merge));
        Deque<String> open = new ArrayDeque<>();
        tokens.forEach((token, number) -> {
            if (kept.contains(number)) {
                open.add(token);
            }
        });
        while (!open.isEmpty()) {
            for (Merge merge : making.getOrDefault(open.remove(), List.of())) {
                for (String part : List.of(merge.left(), merge.right())) {
                    if (tokens.containsKey(part) && kept.add(tokens.get(part))) {
                        open.add(part);
                    }
                }
            }
        }
    }

    /** Whether words can be spelled with it: one letter, at the begin, inside or at the end of a word, or a byte. */
    private boolean isLetter(String token) {
        if (json.path("type").asText().equals("WordLevel")) {
            return false;
        }
        String prefix = json.path("continuing_subword_prefix").asText("");
        String suffix = json.path("end_of_word_suffix").asText("");
        String letter =
                token.length() > prefix.length() && token.startsWith(prefix) ? token.substring(prefix.length()) : token;
        if (letter.length() > suffix.length() && letter.endsWith(suffix)) {
            letter = letter.substring(0, letter.length() - suffix.length());
        }
        return letter.codePointCount(0, letter.length()) == 1 || token.matches(BYTE);
    }

    /** What is unknown is as likely as the least likely piece allows. */
    private Optional<Integer> leastLikely() {
        JsonNode pieces = json.path("vocab");
        return pieces.isArray()
                ? IntStream.range(0, pieces.size())
                        .boxed()
                        .min(Comparator.comparingDouble(
                                piece -> pieces.get(piece).path(1).asDouble()))
                : Optional.empty();
    }

    /** The same of tokens that stay, with their new numbers by their old ones. */
    ObjectNode keeping(Map<Integer, Integer> places) {
        ObjectNode smaller = json.deepCopy();
        if (json.path("vocab") instanceof ArrayNode pieces) {
            ArrayNode some = smaller.putArray("vocab");
            IntStream.range(0, pieces.size()).filter(places::containsKey).forEach(piece -> some.add(pieces.get(piece)));
        } else {
            ObjectNode some = smaller.putObject("vocab");
            tokens.forEach((token, number) ->
                    Optional.ofNullable(places.get(number)).ifPresent(place -> some.put(token, place)));
        }
        if (json.path("unk_id").isInt()) {
            smaller.put("unk_id", places.get(json.get("unk_id").asInt()));
        }
        if (json.path("merges") instanceof ArrayNode all) {
            ArrayNode some = smaller.putArray("merges");
            IntStream.range(0, all.size())
                    .filter(merge -> stays(merges.get(merge), places))
                    .forEach(merge -> some.add(all.get(merge)));
        }
        return smaller;
    }

    private boolean stays(Merge merge, Map<Integer, Integer> places) {
        return List.of(merge.left(), merge.right(), merge.both()).stream()
                .allMatch(token -> tokens.containsKey(token) && places.containsKey(tokens.get(token)));
    }
}
