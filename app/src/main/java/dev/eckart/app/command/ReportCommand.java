package dev.eckart.app.command;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.html.Page;
import dev.eckart.app.html.PageFile;
import dev.eckart.app.html.ReportWriter;
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
            "One directory gets its report.html and charts; several get comparison.html beside the first."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart report runs/20260101-120000-best",
            "  eckart report runs/nd4j runs/ejml runs/commons-math -o backends.html",
            "  eckart report runs/best runs/frontier runs/check -o all.html"
        })
public final class ReportCommand implements Callable<Integer> {
    private static final String COMPARISON = "comparison.html";

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Directories that 'eckart run', 'frontier' or 'verify' wrote.")
    private List<Path> directories = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the page goes.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--force", description = "Replaces a file there that Eckart has not made.")
    private boolean force;

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
        boolean single = directories.size() == 1 && output.isEmpty();
        PageFile file = new PageFile(output.orElseGet(this::usual));
        file.check(force);
        Page page = ReportPage.of(directories, quiet ? console.with(Console.Verbosity.QUIET) : console);
        if (single) {
            file.writeWithCharts(page);
        } else {
            file.write(page);
        }
        page.failures().forEach(console::warning);
        console.result(file.file().toString());
        return ExitCode.DONE.code();
    }

    private Path usual() {
        Path first = directories.get(0);
        return directories.size() == 1
                ? first.resolve(ReportWriter.FILE)
                : first.toAbsolutePath().normalize().resolveSibling(COMPARISON);
    }
}
