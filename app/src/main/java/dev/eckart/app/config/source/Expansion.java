package dev.eckart.app.config.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes out what may be abbreviated, so that the resolved configuration says what is really used. */
final class Expansion {
    private static final String THREADS = "threads";
    private static final String LEVELS = "compress.levels";
    private static final String RATES = "fine-tune.learning-rate";

    private final int processors;
    private final List<String> problems;

    /** An expansion for a machine of so many processors, which adds what is wrong to a list. */
    Expansion(int processors, List<String> problems) {
        this.processors = processors;
        this.problems = problems;
    }

    /** The same configuration, written out. */
    Config apply(Config tree) {
        return rates(threads(tree));
    }

    /** {@code threads = 0} means all processors. */
    private Config threads(Config tree) {
        Optional<ConfigValue> all = value(tree, THREADS)
                .filter(value -> String.valueOf(value.unwrapped()).equals("0"));
        return all.map(value ->
                        tree.withValue(THREADS, number(processors, "all processors; 0 by " + Origins.of(value))))
                .orElse(tree);
    }

    /** A list of rates is in the order of the levels. */
    private Config rates(Config tree) {
        Optional<ConfigList> levels = list(tree, LEVELS);
        Optional<ConfigList> rates = list(tree, RATES);
        if (levels.isEmpty() || rates.isEmpty()) {
            return tree;
        }
        if (!levels.get().isEmpty() && levels.get().size() != rates.get().size()) {
            problems.add(Origins.of(rates.get()) + ": '" + RATES + "' has "
                    + rates.get().size() + " rates for the " + levels.get().size() + " levels of '" + LEVELS + "' ("
                    + Origins.of(levels.get()) + "); give one for each level, or a single number for all");
        }
        Map<String, ConfigValue> byLevel = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(levels.get().size(), rates.get().size()); i++) {
            byLevel.put(
                    String.valueOf(levels.get().get(i).unwrapped()), rates.get().get(i));
        }
        return tree.withValue(
                RATES,
                ConfigValueFactory.fromMap(byLevel).withOrigin(rates.get().origin()));
    }

    private static Optional<ConfigValue> value(Config tree, String path) {
        return tree.hasPath(path) ? Optional.of(tree.getValue(path)) : Optional.empty();
    }

    private static Optional<ConfigList> list(Config tree, String path) {
        return value(tree, path)
                .filter(value -> value.valueType() == ConfigValueType.LIST)
                .map(ConfigList.class::cast);
    }

    private static ConfigValue number(int number, String origin) {
        return ConfigValueFactory.fromAnyRef(number).withOrigin(ConfigOriginFactory.newSimple(origin));
    }
}
