package dev.eckart.app.api;

import dev.eckart.app.Jobs;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.config.source.ConfigurationRequest;
import dev.eckart.app.config.source.Configurations;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.Terminal;
import dev.eckart.app.experiment.RunListener;
import dev.eckart.app.modeljob.input.DataRequest;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.output.ModelPlace;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.pipeline.ConsoleListener;
import dev.eckart.app.pipeline.JobRequest;
import dev.eckart.app.plugin.PluginNames;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a caller has asked for so far: what the options are to a command.
 *
 * @param jobs the jobs, wired
 * @param environment the environment
 * @param console takes notes, warnings and progress, and drops results
 * @param assignments keys that were set, the later of one key wins
 * @param file a configuration file
 * @param force whether an earlier result may be replaced
 * @param listener is told of what is trained and compressed, in place of the console
 */
record CallOptions(
        Jobs jobs,
        Environment environment,
        Console console,
        List<Assignment> assignments,
        Optional<Path> file,
        boolean force,
        Optional<RunListener> listener) {
    /** Nothing yet, and nobody to tell anything. */
    static CallOptions nothing(Environment environment, ClassLoader plugins) {
        Console silent = console(Writer.nullWriter(), Console.Verbosity.QUIET);
        Jobs jobs = Jobs.wire(silent, environment, plugins);
        return new CallOptions(jobs, environment, silent, List.of(), Optional.empty(), false, Optional.empty());
    }

    private static Console console(Writer err, Console.Verbosity verbosity) {
        return new Console(
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(err, true),
                Terminal.none(),
                verbosity,
                System::nanoTime);
    }

    CallOptions with(Assignment assignment) {
        List<Assignment> all = new ArrayList<>(assignments);
        all.add(assignment);
        return new CallOptions(jobs, environment, console, List.copyOf(all), file, force, listener);
    }

    /** With a directory to keep everything in. */
    CallOptions into(Path directory) {
        return with(new Assignment("output.dir", directory.toString(), "-o"));
    }

    CallOptions withFile(Path other) {
        return new CallOptions(jobs, environment, console, assignments, Optional.of(other), force, listener);
    }

    CallOptions withLog(Writer log) {
        return new CallOptions(
                jobs, environment, console(log, Console.Verbosity.NORMAL), assignments, file, force, listener);
    }

    CallOptions withListener(RunListener other) {
        return new CallOptions(jobs, environment, console, assignments, file, force, Optional.of(other));
    }

    CallOptions forced() {
        return new CallOptions(jobs, environment, console, assignments, file, true, listener);
    }

    /** What it comes to, over keys that the job itself sets where nobody else does. */
    Configuration configuration(Assignment... wonted) {
        Configuration configuration = Configurations.load(
                new ConfigurationRequest(assignments, environment.variables(), file, List.of(wonted)));
        configuration.notes().forEach(console::note);
        return configuration;
    }

    /** The same, with no plug-in in it that is not there. */
    Configuration checked(Assignment... wonted) {
        Configuration configuration = configuration(wonted);
        jobs.get(PluginNames.class).check(configuration);
        return configuration;
    }

    /** A job that begins anew. */
    JobRequest job(Assignment... wonted) {
        return job(checked(wonted), Optional.empty());
    }

    /** A job with a configuration that has been found right. */
    JobRequest job(Configuration configuration, Optional<Path> resume) {
        RunListener told = listener.orElseGet(() -> new ConsoleListener(console, true));
        return new JobRequest(configuration, console, true, force, resume, told);
    }

    /** A job that was cut off, with the configuration that it was begun with. */
    JobRequest cutOff(Path directory, String report) {
        if (file.isPresent()) {
            throw new ConfigurationException("a run that goes on has its configuration; leave out configFile");
        }
        Path begun = RunDirectory.configurationLeft(directory, report);
        Configuration configuration = withFile(begun).checked();
        configuration.requireWritten(begun);
        return job(configuration, Optional.of(directory));
    }

    /** A job on models, and on these data. */
    ModelJob job(DataRequest data) {
        CallOptions named = data.data()
                .filter(name -> !ModelDataFinder.isArrayFile(name))
                .map(name -> with(Assignment.ofData(name)))
                .orElse(this);
        return new ModelJob(named.configuration(), data, console, true);
    }

    /** Where a model shall be, with what was found beside it. */
    ModelPlace place(Path model) {
        return ModelPlace.of(model, Optional.empty(), force);
    }
}
