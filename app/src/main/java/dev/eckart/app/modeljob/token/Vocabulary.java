package dev.eckart.app.modeljob.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * The tokens of a {@code tokenizer.json} of Hugging Face's library, of which some can be left out.
 *
 * @param file what the file says
 * @param model what it says of tokens
 */
record Vocabulary(ObjectNode file, TokenModel model) {
    /**
     * Reads a file.
     *
     * @throws ConfigurationException if it is none, or of a kind whose tokens cannot be left out
     */
    static Vocabulary read(Path path) {
        try {
            ObjectNode file = Json.read(Files.readString(path), ObjectNode.class);
            return new Vocabulary(file, TokenModel.of(path, file.path("model")));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("--tokenizer: '" + path + "' cannot be read: " + e.getMessage());
        }
    }

    /**
     * A file with some of the tokens.
     *
     * @param json what it says
     * @param numbers what number each of its tokens had before, in the order of their numbers
     */
    record Kept(String json, int[] numbers) {
        /** The number that a token now has, by the one that it had. */
        Map<Integer, Integer> places() {
            Map<Integer, Integer> places = new HashMap<>();
            for (int place = 0; place < numbers.length; place++) {
                places.put(numbers[place], place);
            }
            return places;
        }
    }

    /** How many tokens there are. */
    int size() {
        Set<Integer> all = new TreeSet<>(model.tokens().values());
        named(file.deepCopy(), number -> noted(all, number));
        return all.size();
    }

    /**
     * Leaves out tokens that no text needs. Those that have a part of their own stay (added ones, what stands around a text,
     * what is unknown), single letters and bytes, so that other texts can still be spelled, and what tokens that stay are
     * put together from.
     *
     * @param used numbers of tokens that texts are made of
     */
    Kept keeping(Set<Integer> used) {
        Set<Integer> kept = new TreeSet<>(used);
        named(file.deepCopy(), number -> noted(kept, number));
        model.close(kept);
        int[] numbers = kept.stream().mapToInt(number -> number).toArray();
        Map<Integer, Integer> places = new Kept("", numbers).places();
        ObjectNode smaller = file.deepCopy();
        smaller.set("model", model.keeping(places));
        named(smaller, places::get);
        return new Kept(Json.of(smaller) + "\n", numbers);
    }

    private static int noted(Set<Integer> all, int number) {
        all.add(number);
        return number;
    }

    /** Puts other numbers in the place of those that the file has of tokens outside of its model. */
    private static void named(ObjectNode file, IntUnaryOperator other) {
        file.path("added_tokens").forEach(token -> replace(token, "id", other));
        replace(file.path("padding"), "pad_id", other);
        around(file.path("post_processor"), other);
    }

    private static void replace(JsonNode of, String name, IntUnaryOperator other) {
        if (of instanceof ObjectNode object && object.path(name).isInt()) {
            object.put(name, other.applyAsInt(object.get(name).asInt()));
        }
    }

    /** What stands in front of a text and behind it. */
    private static void around(JsonNode processor, IntUnaryOperator other) {
        processor.path("processors").forEach(one -> around(one, other));
        for (JsonNode special : processor.path("special_tokens")) {
            if (special.path("ids") instanceof ArrayNode ids) {
                List<Integer> now = new ArrayList<>();
                ids.forEach(id -> now.add(other.applyAsInt(id.asInt())));
                ids.removeAll();
                now.forEach(ids::add);
            }
        }
        for (String name : List.of("sep", "cls")) {
            if (processor.path(name) instanceof ArrayNode pair && pair.path(1).isInt()) {
                pair.set(1, new IntNode(other.applyAsInt(pair.get(1).asInt())));
            }
        }
    }
}
