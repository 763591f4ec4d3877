package dev.eckart.app.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/** Writes JSON for programs to read: a number that is not finite becomes null, which any parser takes. */
public final class Json {
    private Json() {}

    /**
     * One JSON object, indented.
     *
     * @param object a record or a map, of records, maps, lists, optionals and plain values
     * @return the text, without a line break at the end
     */
    public static String of(Object object) {
        try {
            return mapper().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads what {@link #of} has written; null becomes NaN again.
     *
     * @param <T> a record
     * @param text one JSON object
     * @param type the record
     * @return an equal record
     * @throws IOException if the text is not of that form
     */
    public static <T> T read(String text, Class<T> type) throws IOException {
        return mapper().readValue(text, type);
    }

    private static JsonMapper mapper() {
        SimpleModule finite = new SimpleModule()
                .addSerializer(double.class, new FiniteOrNull())
                .addSerializer(Double.class, new FiniteOrNull())
                .addDeserializer(double.class, new NullIsNaN())
                .addDeserializer(Double.class, new NullIsNaN());
        return JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(finite)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
    }

    private static final class NullIsNaN extends JsonDeserializer<Double> {
        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return json.getDoubleValue();
        }

        @Override
        public Double getNullValue(DeserializationContext context) {
            return Double.NaN;
        }
    }

    private static final class FiniteOrNull extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider serializers) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}
