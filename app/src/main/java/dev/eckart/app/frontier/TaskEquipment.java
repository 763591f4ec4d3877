package dev.eckart.app.frontier;

import dev.eckart.app.config.Settings;
import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.config.source.ConfigurationRequest;
import dev.eckart.app.config.source.Configurations;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.Terminal;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.experiment.Equipment;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.experiment.Timing;
import dev.eckart.app.pipeline.DatasetFinder;
import dev.eckart.app.pipeline.EquipmentFactory;
import dev.eckart.app.plugin.BackendSelection;
import dev.eckart.app.plugin.Plugins;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.Workplace;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tasks of a frontier work with, found on the machine that carries them out.
 *
 * @param settings the resolved configuration, with the task's seed
 * @param plugins all plug-ins
 * @param equipment those that the configuration names
 * @param data what is learnt and tested on
 */
record TaskEquipment(Settings settings, Plugins plugins, Equipment equipment, Dataset data) {
    static TaskEquipment of(Task task, Workplace workplace) {
        Plugins plugins = workplace.shared(Plugins.class, "", () -> Plugins.load(workplace.plugins()));
        Configuration configuration = configuration(task);
        Settings settings = configuration.settings().withSeed(task.seed().value());
        Dataset data = workplace.shared(
                Dataset.class, task.parameter(FrontierTask.DATA), () -> data(task, configuration.settings()));
        Backend backend = workplace.own(
                Backend.class,
                settings.backend() + settings.precision() + settings.threads(),
                () -> new BackendSelection(plugins.backends())
                        .choose(configuration)
                        .open());
        return new TaskEquipment(settings, plugins, new EquipmentFactory(plugins).equip(settings, backend), data);
    }

    private static Configuration configuration(Task task) {
        List<Assignment> keys = task.parameters().entrySet().stream()
                .filter(entry -> Configurations.isKey(entry.getKey()))
                .map(entry -> new Assignment(entry.getKey(), entry.getValue(), "task"))
                .toList();
        return Configurations.load(new ConfigurationRequest(keys, Map.of(), Optional.empty()));
    }

    private static Dataset data(Task task, Settings settings) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        String places = task.parameter(FrontierTask.PLACES);
        if (!places.isEmpty()) {
            environment.put("ECKART_DATA", places);
        }
        Dataset found = new DatasetFinder(new Environment(environment)).find(settings, silent());
        if (!found.sha256().equals(task.parameter(FrontierTask.DATA))) {
            throw new EckartException("'" + task.title() + "' found other data than the job was begun with ("
                    + found.origin() + "); name a directory with --data that every machine sees");
        }
        return found;
    }

    private static Console silent() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Console(nowhere, nowhere, Terminal.none(), Console.Verbosity.QUIET, System::nanoTime);
    }

    /** An experiment whose progress is told to whoever waits for the task. */
    Experiment experiment(Workplace workplace) {
        return experiment(equipment, workplace);
    }

    /** The same with a decomposer of the task's own. */
    Experiment experiment(String decomposer, Workplace workplace) {
        return experiment(
                equipment.with(equipment.compressor().with(plugins.decomposers().get(decomposer))), workplace);
    }

    private Experiment experiment(Equipment some, Workplace workplace) {
        return new Experiment(some, settings, data, new TaskProgress(workplace), Timing.CAREFUL);
    }
}
