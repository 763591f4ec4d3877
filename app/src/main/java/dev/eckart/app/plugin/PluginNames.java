package dev.eckart.app.plugin;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.Settings;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.registry.PluginException;
import dev.eckart.registry.Registry;
import dev.eckart.spi.Named;
import java.util.ArrayList;
import java.util.List;

/** Checks that every plug-in a configuration names is there, before hours are spent on it. */
public final class PluginNames {
    private final Plugins plugins;

    /**
     * A check against the given plug-ins.
     *
     * @param plugins what there is
     */
    public PluginNames(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * Checks a configuration.
     *
     * @param configuration what names plug-ins
     * @throws ConfigurationException if it names any that is not there: one line each, with its origin
     */
    public void check(Configuration configuration) {
        Settings settings = configuration.settings();
        List<Use> uses = new ArrayList<>(List.of(
                new Use("trainer", settings.trainer(), plugins.trainers()),
                new Use("augment.schedule", settings.augment().schedule(), plugins.schedules()),
                new Use("base.activation", settings.base().activation(), plugins.layers()),
                new Use("base.optimizer", settings.base().optimizer(), plugins.optimizers()),
                new Use("base.schedule", settings.base().schedule(), plugins.schedules()),
                new Use("compress.decomposer", settings.compress().decomposer(), plugins.decomposers()),
                new Use("compress.allocator", settings.compress().allocator(), plugins.allocators()),
                new Use("fine-tune.optimizer", settings.fineTune().optimizer(), plugins.optimizers()),
                new Use("fine-tune.schedule", settings.fineTune().schedule(), plugins.schedules())));
        if (!settings.backend().equals(Settings.AUTO)) {
            uses.add(new Use("backend", settings.backend(), plugins.backends()));
        }
        settings.compress()
                .activation()
                .ifPresent(name -> uses.add(new Use("compress.inner-activation", name, plugins.layers())));
        settings.frontier()
                .decomposers()
                .forEach(name -> uses.add(new Use("frontier.decomposers", name, plugins.decomposers())));
        settings.frontier()
                .allocators()
                .forEach(name -> uses.add(new Use("frontier.allocators", name, plugins.allocators())));
        List<String> problems = uses.stream()
                .flatMap(use -> use.problem(configuration).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private record Use(String key, String name, Registry<? extends Named> registry) {
        List<String> problem(Configuration configuration) {
            try {
                registry.get(name);
                return List.of();
            } catch (PluginException e) {
                return List.of(configuration.origin(key) + ": '" + key + "': " + e.getMessage());
            }
        }
    }
}
