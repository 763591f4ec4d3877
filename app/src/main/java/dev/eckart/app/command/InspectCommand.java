package dev.eckart.app.command;

import dev.eckart.app.command.option.Candidates;
import dev.eckart.app.command.option.DisplayOptions;
import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.config.source.ConfigurationRequest;
import dev.eckart.app.config.source.Configurations;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.modeljob.InspectionJob;
import dev.eckart.app.modeljob.input.DataRequest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks an ONNX model over. */
@Command(
        name = "inspect",
        description = {
            "Shows the layers of a model in the ONNX format: what they weigh, how far they can be factorised, and why"
                    + " others cannot.",
            "Break-even is the rank from which on two factors are no smaller; the columns in %% are the ranks that keep"
                    + " so much of the squared singular values. The bars show how much of a layer a cut leaves out, from"
                    + " rank 0 at the left, where it is all, to the full rank; the faster they fall, the smaller the"
                    + " layer can be."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  eckart inspect model.onnx", "  eckart inspect model.onnx --no-spectra --json"})
public final class InspectCommand implements Callable<Integer> {
    private final DisplayOptions display;
    private final Environment environment;
    private final Console console;
    private final InspectionJob job;

    @Parameters(
            paramLabel = "MODEL.onnx",
            description =
                    "The model; or a jar that holds one, by its file or by GROUP:ARTIFACT:VERSION in Maven's local repository.")
    private Path model;

    @Option(
            names = "--no-spectra",
            description = "Neither decomposes the layers nor reads their weights: no ranks by energy, no wait.")
    private boolean withoutSpectra;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            completionCandidates = Candidates.Backends.class,
            description = "The numerical library, or auto. 'eckart list' shows them.")
    private Optional<String> backend = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with, 0 for all processors.")
    private Optional<String> threads = Optional.empty();

    @Option(names = "--freeze-inputs", description = "Takes inputs that the model has a value for as constants.")
    private boolean frozen;

    @Option(
            names = "--dim",
            paramLabel = "NAME=N",
            description = "Size of an open axis, for MACs; 1 by default. May be repeated.")
    private Map<String, Integer> dims = new LinkedHashMap<>();

    @Inject
    InspectCommand(DisplayOptions display, Environment environment, Console console, InspectionJob job) {
        this.display = display;
        this.environment = environment;
        this.console = console;
        this.job = job;
    }

    @Override
    public Integer call() {
        Console talking = display.console(console);
        List<Assignment> own = new ArrayList<>();
        Assignment.of("--backend", "backend", backend).ifPresent(own::add);
        Assignment.of("--threads", "threads", threads).ifPresent(own::add);
        DataRequest sizes = DataRequest.NONE;
        for (Map.Entry<String, Integer> dim : dims.entrySet()) {
            sizes = sizes.withDim(dim.getKey(), dim.getValue());
        }
        Configuration configuration =
                Configurations.load(new ConfigurationRequest(own, environment.variables(), Optional.empty()));
        configuration.notes().forEach(talking::note);
        job.run(
                new InspectionJob.Request(model, !withoutSpectra, display.json(), frozen, sizes.dims()),
                configuration,
                talking);
        return ExitCode.DONE.code();
    }
}
