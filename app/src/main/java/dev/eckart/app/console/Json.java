package dev.eckart.app.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;

/** Writes JSON for programs to read. */
public final class Json {
    private Json() {}

    /**
     * One JSON object, indented.
     *
     * @param object keys in the order to be written; values are texts, numbers, booleans, lists and maps of these
     * @return the text, without a line break at the end
     */
    public static String of(Map<String, ?> object) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
