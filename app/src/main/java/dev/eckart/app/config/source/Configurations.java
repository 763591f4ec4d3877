package dev.eckart.app.config.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import dev.eckart.app.config.BudgetSetting;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.LevelRates;
import dev.eckart.app.config.Settings;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Loads configurations: command line over environment over file over preset over defaults. */
public final class Configurations {
    private static final Map<String, RecordComponent> KEYS = Schema.keys(Settings.class);
    private static final String PRESET = "preset";

    private Configurations() {}

    /**
     * Loads a configuration and checks all of it.
     *
     * @param request where it comes from
     * @return the resolved configuration
     * @throws ConfigurationException if anything is wrong: one line a mistake, with its origin
     */
    public static Configuration load(ConfigurationRequest request) {
        List<String> notes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Config tree = new Expansion(Runtime.getRuntime().availableProcessors(), problems).apply(merged(request, notes));
        Optional<Settings> settings = new Binder(problems).bind(Settings.class, tree.root());
        settings.ifPresent(bound -> checkLevels(bound, tree, problems));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Configuration(settings.orElseThrow(), tree, notes);
    }

    /**
     * Whether there is a key of this name.
     *
     * @param key such as {@code base.epochs}
     * @return true of a key that holds a value
     */
    public static boolean isKey(String key) {
        return KEYS.containsKey(key);
    }

    private static Config merged(ConfigurationRequest request, List<String> notes) {
        Assignments assignments = new Assignments(KEYS);
        Config written = assignments
                .tree(request.options())
                .withFallback(assignments.tree(new EnvironmentKeys(KEYS.keySet()).read(request.environment(), notes)))
                .withFallback(request.file().map(ConfigFiles::read).orElseGet(ConfigFactory::empty))
                .withFallback(assignments.tree(request.wonted()));
        Config defaults = ConfigFiles.builtIn("defaults.conf", "defaults");
        try {
            return written.withFallback(preset(written.withFallback(defaults)))
                    .withFallback(defaults)
                    .resolve();
        } catch (ConfigException e) {
            throw new ConfigurationException(ConfigFiles.firstLine(e));
        }
    }

    private static Config preset(Config tree) {
        ConfigValue name = tree.resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true))
                .getValue(PRESET);
        return Presets.read(String.valueOf(name.unwrapped()), Origins.of(name));
    }

    private static void checkLevels(Settings settings, Config tree, List<String> problems) {
        Set<Integer> seen = new HashSet<>();
        LevelRates rates = settings.fineTune().learningRate();
        if (!settings.compress().budgets().isEmpty() && !rates.coversOthers()) {
            problems.add(Origins.of(tree.getValue("fine-tune.learning-rate"))
                    + ": 'fine-tune.learning-rate' has no rate 'others', which 'compress.budgets' ("
                    + Origins.of(tree.getValue("compress.budgets")) + ") needs");
        }
        Set<String> budgets = new HashSet<>();
        settings.compress().budgets().stream()
                .map(BudgetSetting::toString)
                .filter(budget -> !budgets.add(budget))
                .findFirst()
                .ifPresent(budget -> problems.add(Origins.of(tree.getValue("compress.budgets"))
                        + ": 'compress.budgets' has " + budget + " more than once"));
        for (int level : settings.compress().levels()) {
            if (!seen.add(level)) {
                problems.add(Origins.of(tree.getValue("compress.levels")) + ": 'compress.levels' has " + level
                        + " more than once");
            }
            if (!rates.covers(level)) {
                problems.add(Origins.of(tree.getValue("fine-tune.learning-rate"))
                        + ": 'fine-tune.learning-rate' has no rate for level " + level + ", which 'compress.levels' ("
                        + Origins.of(tree.getValue("compress.levels")) + ") asks for");
            }
        }
    }
}
