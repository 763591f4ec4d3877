package dev.eckart.app;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.eckart.app.command.option.SharedOptions;
import dev.eckart.app.plugin.Plugins;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands: those that need something from the injector, which is only built for them. */
final class Wiring implements IFactory {
    private final EckartModule.Process process;
    private final SharedOptions options;
    private final ClassLoader plugins;
    private Optional<Plugins> found = Optional.empty();
    private Optional<Injector> injector = Optional.empty();

    /** Wiring over what the process gave and the options that are read; the loader finds the plug-ins. */
    Wiring(EckartModule.Process process, SharedOptions options, ClassLoader plugins) {
        this.options = options;
        this.process = process;
        this.plugins = plugins;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return isInjected(type)
                ? injector().getInstance(type)
                : CommandLine.defaultFactory().create(type);
    }

    private static boolean isInjected(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .anyMatch(constructor -> constructor.isAnnotationPresent(Inject.class));
    }

    private Injector injector() {
        if (injector.isEmpty()) {
            EckartModule module = new EckartModule(process, options, plugins());
            injector = Optional.of(Guice.createInjector(Stage.DEVELOPMENT, module));
        }
        return injector.get();
    }

    private Plugins plugins() {
        if (found.isEmpty()) {
            found = Optional.of(Plugins.load(plugins));
        }
        return found.get();
    }

    /** Says what was meant to be a plug-in and is none. */
    void warnOfPlugins() {
        plugins().failures().forEach(failure -> process.console().warning("a plug-in could not be loaded: " + failure));
    }

    /** The plug-in of somebody else that was at work when something went wrong, if they have been looked for. */
    Optional<String> atWork(Throwable failure) {
        return found.flatMap(all -> all.atWork(failure));
    }
}
