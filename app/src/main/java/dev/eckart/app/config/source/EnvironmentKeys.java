package dev.eckart.app.config.source;

import dev.eckart.registry.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads keys from the environment: {@code ECKART_BASE_EPOCHS} is {@code base.epochs}. */
final class EnvironmentKeys {
    private static final String PREFIX = "ECKART_";
    /** Variables that are no keys: they are read by the data, the launcher and the error handler. */
    private static final Set<String> OTHERS =
            Set.of("ECKART_COSTS", "ECKART_DATA", "ECKART_HOME", "ECKART_JAVA_OPTS", "ECKART_STACKTRACE");

    private final Map<String, String> keyByVariable;

    /** For the given keys. */
    EnvironmentKeys(Collection<String> keys) {
        keyByVariable = keys.stream().collect(Collectors.toMap(EnvironmentKeys::variable, key -> key));
    }

    private static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The keys that are set, in the order of their variables; anything else of ours becomes a note. */
    List<Assignment> read(Map<String, String> environment, List<String> notes) {
        List<Assignment> assignments = new ArrayList<>();
        new TreeMap<>(environment).forEach((variable, text) -> {
            String key = keyByVariable.get(variable);
            if (key != null) {
                assignments.add(new Assignment(key, text, "environment " + variable));
            } else if (variable.startsWith(PREFIX) && !OTHERS.contains(variable)) {
                notes.add("the environment variable " + variable + " is ignored: it is no key"
                        + Nearest.didYouMean(variable, keyByVariable.keySet()));
            }
        });
        return assignments;
    }
}
