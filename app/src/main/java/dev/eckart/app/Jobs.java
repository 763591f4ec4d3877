package dev.eckart.app;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.eckart.app.command.option.SharedOptions;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.Interruption;
import dev.eckart.app.plugin.Plugins;

/** The jobs of the commands, wired as these have them, for callers without a command line. */
public final class Jobs {
    private final Injector injector;

    private Jobs(Injector injector) {
        this.injector = injector;
    }

    /**
     * Wires them. Nothing is cleaned up when the process ends: that is for the program whose process it is.
     *
     * @param console for whoever is not given one with a job
     * @param environment the environment
     * @param plugins finds the plug-ins
     * @return the jobs
     * @throws dev.eckart.registry.PluginException if two plug-ins of one kind have one name
     */
    public static Jobs wire(Console console, Environment environment, ClassLoader plugins) {
        EckartModule.Process process = new EckartModule.Process(console, environment, new Interruption());
        return new Jobs(Guice.createInjector(
                Stage.DEVELOPMENT, new EckartModule(process, new SharedOptions(), Plugins.load(plugins))));
    }

    /**
     * One of them, or what they share.
     *
     * @param <T> what it is
     * @param type its class, which is wired
     * @return it
     */
    public <T> T get(Class<T> type) {
        return injector.getInstance(type);
    }
}
