package dev.eckart.app.config.source;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The keys that a record of records stands for. */
final class Schema {
    private Schema() {}

    /** All keys that hold a value, in the order of the records, with the component each is bound to. */
    static Map<String, RecordComponent> keys(Class<?> group) {
        Map<String, RecordComponent> keys = new LinkedHashMap<>();
        collect(group, "", keys);
        return keys;
    }

    private static void collect(Class<?> group, String prefix, Map<String, RecordComponent> keys) {
        for (RecordComponent component : group.getRecordComponents()) {
            String key = prefix + key(component);
            if (isGroup(component)) {
                collect(component.getType(), key + ".", keys);
            } else {
                keys.put(key, component);
            }
        }
    }

    /** The components of one group by the last part of their key. */
    static Map<String, RecordComponent> components(Class<?> group) {
        return Arrays.stream(group.getRecordComponents())
                .collect(Collectors.toMap(Schema::key, component -> component, (a, b) -> a, LinkedHashMap::new));
    }

    /** Whether a component is a group of keys. */
    static boolean isGroup(RecordComponent component) {
        return component.getType().isRecord() && !ValueReader.WRITTEN.containsKey(component.getType());
    }

    private static String key(RecordComponent component) {
        return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
