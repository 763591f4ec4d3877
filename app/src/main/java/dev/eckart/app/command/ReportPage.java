package dev.eckart.app.command;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.Progress;
import dev.eckart.app.html.Page;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.html.Result;
import dev.eckart.app.html.Sections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a page of results while it shows how far it is. A class of its own since picocli looks at the methods of every
 * command, which shall load nothing of reports.
 */
final class ReportPage {
    private ReportPage() {}

    /** The page of the results in some directories. */
    static Page of(List<Path> directories, Console console) {
        Sections sections = Sections.load(ReportSection.class.getClassLoader());
        int parts = directories.size() + sections.all().size();
        try (Progress progress = console.progress(new Progress.Task("making the page", parts, "parts"))) {
            List<Result> results = new ArrayList<>();
            for (Path directory : directories) {
                results.add(Result.read(directory));
                progress.update(results.size(), "");
            }
            return Page.of(
                    sections, new ReportData(results), ended -> progress.update((long) results.size() + ended, ""));
        }
    }
}
