package dev.eckart.app.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/** Writes records as JSON that any parser takes: a number that is not finite becomes null. */
public final class Json {
    private final JsonMapper mapper;

    /** A writer of indented JSON. */
    public Json() {
        SimpleModule finite = new SimpleModule();
        finite.addSerializer(double.class, new FiniteOrNull());
        finite.addSerializer(Double.class, new FiniteOrNull());
        mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(finite)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build();
    }

    /**
     * One JSON object.
     *
     * @param record records, lists, maps and plain values
     * @return the text, without a line break at the end
     */
    public String write(Object record) {
        try {
            return mapper.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + record.getClass(), e);
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
