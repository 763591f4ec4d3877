package dev.eckart.app.engine;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.EngineSettings;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.plugin.EngineFolder;
import dev.eckart.app.plugin.Plugins;
import dev.eckart.registry.Nearest;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.EngineProvider;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Finds the engine that a configuration names. */
public final class EngineSelection {
    private final Plugins plugins;

    @Inject
    EngineSelection(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * Gets hold of those who will carry out tasks.
     *
     * @param configuration what is asked for: {@code engine}, {@code threads}
     * @return the engine
     * @throws ConfigurationException if there is no such engine, or an option of it is none
     * @throws dev.eckart.spi.EckartException if there is nobody
     */
    public Engine open(Configuration configuration) {
        EngineSettings settings = configuration.settings().engine();
        return provider(configuration)
                .open(new EngineProvider.Settings(
                        plugins.loader(),
                        classPath(),
                        settings.address(),
                        settings.workers(),
                        configuration.settings().threads(),
                        Duration.ofSeconds(settings.patience()),
                        settings.optionsByKey()));
    }

    private EngineProvider provider(Configuration configuration) {
        String name = configuration.settings().engine().name();
        if (plugins.engines().all().containsKey(name)) {
            return plugins.engines().get(name);
        }
        EngineFolder folder = EngineFolder.installed();
        if (!folder.names().contains(name)) {
            TreeSet<String> known = new TreeSet<>(plugins.engines().all().keySet());
            known.addAll(folder.names());
            throw new ConfigurationException(configuration.origin("engine.name") + ": no engine is named '" + name + "'"
                    + Nearest.didYouMean(name, known) + "; found " + known + ", looked for others in "
                    + folder.folder().toAbsolutePath());
        }
        return folder.load(name, EngineProvider.class.getClassLoader());
    }

    private static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(Files::exists)
                .toList();
    }
}
