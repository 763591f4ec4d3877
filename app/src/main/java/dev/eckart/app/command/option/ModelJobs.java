package dev.eckart.app.command.option;

import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.modeljob.input.ModelJob;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** Makes of what the options say a job on ONNX models. */
public final class ModelJobs {
    private final OnnxOptions options;
    private final DisplayOptions display;
    private final Environment environment;
    private final Console console;

    @Inject
    ModelJobs(OnnxOptions options, DisplayOptions display, Environment environment, Console console) {
        this.options = options;
        this.display = display;
        this.environment = environment;
        this.console = console;
    }

    /**
     * The job that the options ask for.
     *
     * @param own keys that options of the command's own set, which win over all others
     * @return the job
     * @throws dev.eckart.app.config.ConfigurationException if an option is wrong
     */
    public ModelJob job(List<Assignment> own) {
        return options.job(environment, display.console(console), display.json(), own);
    }

    /** What the options ask for of a run's data, seed and threads. */
    public List<Assignment> runAssignments() {
        return options.runAssignments();
    }

    /** The options that were given, by name, but for those of data, seed and threads. */
    public Stream<String> given() {
        return options.given();
    }
}
