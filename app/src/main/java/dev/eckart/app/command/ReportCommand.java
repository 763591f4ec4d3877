package dev.eckart.app.command;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.html.Page;
import dev.eckart.app.html.PageFile;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.html.ReportWriter;
import dev.eckart.app.html.Result;
import dev.eckart.app.html.Sections;
import jakarta.inject.Inject;
import java.nio.file.Files;
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
            "  eckart report smaller.onnx.json"
        })
public final class ReportCommand implements Callable<Integer> {
    private static final String COMPARISON = "comparison.html";

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Directories that 'eckart run', 'frontier' or 'verify' wrote, or the reports that 'compress',"
                    + " 'train' and 'fine-tune' left beside a model.")
    private List<Path> places = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the page goes.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--force", description = "Replaces a file there that Eckart has not made.")
    private boolean force;

    @Inject
    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean single = places.size() == 1 && output.isEmpty() && Files.isDirectory(places.get(0));
        PageFile file = new PageFile(output.orElseGet(this::usual));
        file.check(force);
        Sections sections = Sections.load(ReportSection.class.getClassLoader());
        Page page = Page.of(
                sections, new ReportData(places.stream().map(Result::read).toList()));
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
        Path first = places.get(0);
        if (places.size() == 1 && Files.isRegularFile(first)) {
            return first.resolveSibling(first.getFileName().toString().replaceFirst("\\.json$", "") + ".html");
        }
        return places.size() == 1
                ? first.resolve(ReportWriter.FILE)
                : first.toAbsolutePath().normalize().resolveSibling(COMPARISON);
    }
}
