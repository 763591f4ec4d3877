package dev.eckart.app.command;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.html.PageJob;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes reports anew and puts results side by side. */
@Command(
        name = "report",
        description = {
            "Makes the page of a result anew from its JSON, or puts several results side by side in one page.",
            "One directory gets its report.html and charts, the report OUT.onnx.json of a model a page OUT.onnx.html",
            "beside it; several get comparison.html beside the first."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart report runs/20260101-120000-best",
            "  eckart report runs/nd4j runs/ejml runs/commons-math -o backends.html",
            "  eckart report runs/best runs/frontier runs/check -o all.html",
            "  eckart report --png runs/20260101-120000-best",
            "  eckart report smaller.onnx.json"
        })
public final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Directories that 'eckart run', 'frontier' or 'verify' wrote, or the reports that 'compress',"
                    + " 'train' and 'fine-tune' left beside a model.")
    private List<Path> places = List.of();

    @Option(
            names = {"-o", "--out", "--output"},
            paramLabel = "FILE",
            description = "Where the page goes.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--force", description = "Replaces a file there that Eckart has not made.")
    private boolean force;

    @Option(names = "--png", description = "Draws the charts in charts/ as PNG files too, three times as large.")
    private boolean png;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress.")
    private boolean quiet;

    @Inject
    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Console talking = quiet ? console.with(Console.Verbosity.QUIET) : console;
        PageJob.Written page = new PageJob(places, output, force, png).run(talking);
        page.failures().forEach(console::warning);
        console.result(page.file().toString());
        return ExitCode.DONE.code();
    }
}
