package dev.eckart.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What equal runs have in common. */
public final class StableJson {
    private static final Set<String> VOLATILE =
            Set.of("seconds", "started", "latency", "throughput", "time", "memory", "machine", "directory");

    private StableJson() {}

    /** The same tree without the keys that may differ between equal runs. */
    public static JsonNode of(JsonNode node) {
        JsonNode copy = node.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove(VOLATILE);
        }
        List<String> names = new ArrayList<>();
        copy.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> ((ObjectNode) copy).set(name, of(copy.get(name))));
        if (copy.isArray()) {
            List<JsonNode> elements = StreamSupport.stream(copy.spliterator(), false)
                    .map(StableJson::of)
                    .toList();
            return new ObjectMapper().createArrayNode().addAll(elements);
        }
        return copy;
    }
}
