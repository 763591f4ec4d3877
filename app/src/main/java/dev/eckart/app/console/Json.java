package dev.eckart.app.console;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.List;

/** JSON for programs to read: a number that is not finite becomes null, which any parser takes, and NaN again. */
public final class Json {
    private Json() {}

    /**
     * One JSON object, indented.
     *
     * @param object a record or a map, of records, maps, lists, optionals and plain values
     * @return the text, without a line break at the end
     * @throws IllegalArgumentException if something in it cannot be written as JSON
     */
    public static String of(Object object) {
        try {
            return mapper().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads what {@link #of} wrote. Keys that the type does not have are left out. Those that it has must be there, unless
     * they are optional or lists, which are empty then: later versions add to what earlier ones wrote.
     *
     * @param text JSON
     * @param type a record, or a map
     * @param <T> the same
     * @return what the text says
     * @throws IllegalArgumentException if it is no such thing; its message is one line that names the place
     */
    public static <T> T read(String text, Class<T> type) {
        try {
            return mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new IllegalArgumentException(reason(e) + line, e);
        }
    }

    /** Without what only a programmer could change. */
    private static String reason(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("").replaceFirst("[;,]? ?\\(?(set )?`?Deserial.*", "");
    }

    private static JsonMapper mapper() {
        SimpleModule finite = new SimpleModule()
                .addSerializer(double.class, new FiniteOrNull())
                .addSerializer(Double.class, new FiniteOrNull())
                .addDeserializer(double.class, new NumberOrNaN())
                .addDeserializer(Double.class, new NumberOrNaN());
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(finite)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .build();
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        return mapper;
    }

    private static final class NumberOrNaN extends JsonDeserializer<Double> implements ContextualDeserializer {
        /** Of what need not be there, null is nothing. */
        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return property != null && property.getType().isReferenceType() ? new NumberOrNothing() : this;
        }

        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return json.getDoubleValue();
        }

        @Override
        public Double getNullValue(DeserializationContext context) {
            return Double.NaN;
        }

        /** A number that is not there is no number that is null. */
        @Override
        public Object getAbsentValue(DeserializationContext context) throws JsonMappingException {
            return context.reportInputMismatch(Double.class, "a number is missing");
        }
    }

    private static final class NumberOrNothing extends JsonDeserializer<Double> {
        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return json.getDoubleValue();
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
