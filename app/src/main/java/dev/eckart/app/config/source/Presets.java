package dev.eckart.app.config.source;

import com.typesafe.config.Config;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.registry.Nearest;
import java.util.List;

/** The built-in presets, each a file of settings that lie between the defaults and everything a person writes. */
public final class Presets {
    private static final List<String> NAMES = List.of("best", "document", "linear", "quick", "strong");

    private Presets() {}

    /**
     * What there is.
     *
     * @return names in alphabetical order
     */
    public static List<String> names() {
        return NAMES;
    }

    static Config read(String name, String origin) {
        if (!NAMES.contains(name)) {
            throw new ConfigurationException(origin + ": there is no preset '" + name + "'"
                    + Nearest.didYouMean(name, NAMES) + "; there are " + String.join(", ", NAMES)
                    + ", and a file of your own is given with -c");
        }
        return ConfigFiles.builtIn("presets/" + name + ".conf", "preset " + name);
    }
}
