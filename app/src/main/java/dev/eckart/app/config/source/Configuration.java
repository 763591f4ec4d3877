package dev.eckart.app.config.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.EngineSettings;
import dev.eckart.app.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A configuration that has been loaded and found right. Immutable. */
public final class Configuration {
    private static final ConfigRenderOptions PLAIN =
            ConfigRenderOptions.concise().setJson(true);

    private final Settings settings;
    private final Config tree;
    private final List<String> notes;

    Configuration(Settings settings, Config tree, List<String> notes) {
        this.settings = settings;
        this.tree = tree;
        this.notes = List.copyOf(notes);
    }

    /**
     * The settings themselves.
     *
     * @return the settings
     */
    public Settings settings() {
        return settings;
    }

    /**
     * What a person should know although it is no mistake.
     *
     * @return one line each
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * Where the value of a key came from.
     *
     * @param key a key, such as {@code base.epochs}
     * @return file and line, option, variable, preset or defaults
     */
    public String origin(String key) {
        return Origins.of(tree.getValue(key));
    }

    /**
     * Every key with its value and origin, in the order of {@link Settings}.
     *
     * @return one entry a key
     */
    public List<Entry> entries() {
        return Schema.keys(Settings.class).keySet().stream().map(this::entry).toList();
    }

    private Entry entry(String key) {
        ConfigValue value = tree.getValue(key);
        return new Entry(key, value.render(PLAIN), value.unwrapped(), Origins.of(value));
    }

    /**
     * The configuration as a file that loads back to the same settings, without those of the engine: results do not depend on
     * them, and whoever repeats a run may have other machines.
     *
     * @return one line a key
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        lasting().forEach(entry -> text.append(entry.line()).append('\n'));
        return text.toString();
    }

    private Stream<Entry> lasting() {
        return entries().stream().filter(entry -> !entry.key().startsWith(EngineSettings.PREFIX));
    }

    /**
     * The configuration key by key, for another process.
     *
     * @return values that load back to the same settings, each as an option would set it
     */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        entries().forEach(entry -> values.put(entry.key(), entry.value() instanceof String text ? text : entry.text()));
        return values;
    }

    /**
     * Makes sure that this is what a file says and nothing else, the engine's settings aside.
     *
     * @param file a file with a {@link #text()}
     * @throws ConfigurationException if a key has another value, which it names with its origin
     */
    public void requireWritten(Path file) {
        List<String> written = ConfigFiles.lines(file);
        List<String> problems = lasting()
                .filter(entry -> !written.contains(entry.line()))
                .map(entry -> entry.origin() + ": '" + entry.key() + "' cannot be changed in the middle of a run")
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /**
     * A key with its value.
     *
     * @param key the key, such as {@code base.epochs}
     * @param text the value as a configuration file has it
     * @param value the value as text, number, boolean, list or map of these
     * @param origin where it came from
     */
    public record Entry(String key, String text, Object value, String origin) {
        private String line() {
            return key + " = " + text;
        }
    }
}
