package dev.eckart.app.config.source;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says where a value came from. */
final class Origins {
    private Origins() {}

    /** Where a value came from: {@code file: line}, an option, a variable, a preset or the defaults. */
    static String of(ConfigValue value) {
        return leaves(value).map(leaf -> describe(leaf.origin())).distinct().collect(Collectors.joining(", "));
    }

    /** A merged group has no origin of its own, its members have. */
    private static Stream<ConfigValue> leaves(ConfigValue value) {
        if (value instanceof ConfigObject object && !object.isEmpty()) {
            return object.values().stream().flatMap(Origins::leaves);
        }
        return Stream.of(value);
    }

    /** Line numbers help in a file; in an option or a built-in preset they only confuse. */
    private static String describe(ConfigOrigin origin) {
        String description = origin.description();
        return origin.filename() == null ? description.replaceFirst(": \\d+(-\\d+)?$", "") : description;
    }

    /** What kind of value this is, in a person's words. */
    static String kind(ConfigValue value) {
        return switch (value.valueType()) {
            case OBJECT -> "a group of keys";
            case LIST -> "the list " + shortened(plain((ConfigList) value));
            case STRING -> "the text \"" + shortened(String.valueOf(value.unwrapped())) + "\"";
            case NULL -> "null";
            case NUMBER, BOOLEAN -> value.render();
        };
    }

    private static String plain(ConfigList list) {
        return String.valueOf(list.unwrapped());
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
