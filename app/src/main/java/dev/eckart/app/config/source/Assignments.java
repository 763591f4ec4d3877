package dev.eckart.app.config.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;

/** Makes a configuration tree of keys that were set one by one. */
final class Assignments {
    private final Map<String, RecordComponent> keys;

    /** For the keys of a schema, whose types decide how a text is read. */
    Assignments(Map<String, RecordComponent> keys) {
        this.keys = keys;
    }

    /** The tree of all assignments; of two that set one key the later wins. */
    Config tree(List<Assignment> assignments) {
        Config tree = ConfigFactory.empty();
        for (Assignment assignment : assignments) {
            String path = ConfigUtil.joinPath(assignment.key().split("\\.", -1));
            tree = value(assignment).atPath(path).withFallback(tree);
        }
        return tree;
    }

    /** Texts are taken as they are, so that paths need no quotes; anything else is read as in a file. */
    private ConfigValue value(Assignment assignment) {
        ConfigOrigin origin = ConfigOriginFactory.newSimple(assignment.origin());
        String text = assignment.text();
        RecordComponent component = keys.get(assignment.key());
        if (component == null || component.getType() == String.class) {
            return ConfigValueFactory.fromAnyRef(text).withOrigin(origin);
        }
        boolean bareList = component.getType() == List.class && !text.strip().startsWith("[");
        try {
            return parse(bareList ? "[" + text + "]" : text, assignment.origin())
                    .withOrigin(origin);
        } catch (ConfigException e) {
            // The binder then says what it wanted instead of this text.
            return ConfigValueFactory.fromAnyRef(text).withOrigin(origin);
        }
    }

    /** Reads one value; a text such as {@code 1, seed = 2} is none. */
    private static ConfigValue parse(String text, String origin) {
        Config parsed = ConfigFactory.parseString(
                        "value = " + text, ConfigFiles.options().setOriginDescription(origin))
                .resolve();
        if (parsed.root().size() != 1) {
            throw new ConfigException.BadValue("value", "more than one value");
        }
        return parsed.getValue("value");
    }
}
