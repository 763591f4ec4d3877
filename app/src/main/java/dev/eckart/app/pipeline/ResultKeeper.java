package dev.eckart.app.pipeline;

import dev.eckart.app.console.Interruption;
import dev.eckart.app.console.Json;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.html.ReportWriter;
import dev.eckart.app.html.Sections;
import dev.eckart.app.output.RunDirectory;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Keeps what a job finds in a run directory, whole or not at all, and shows it. */
public final class ResultKeeper {
    private final Interruption interruption;

    @Inject
    ResultKeeper(Interruption interruption) {
        this.interruption = interruption;
    }

    /**
     * How a result is kept.
     *
     * @param <T> the report, which becomes JSON
     * @param command the command that finds it
     * @param what what a directory that the configuration does not name is called after
     * @param file name of the report's file
     * @param text the report for a person
     */
    public record Form<T>(String command, String what, String file, Function<T, String> text) {}

    /**
     * Does the work and keeps its report, as JSON and as a page, beside the configuration that repeats it. The place is checked before the work
     * begins; nothing is left there if it fails or is interrupted, unless the work has said that it can go on with it.
     *
     * @param <T> the report
     * @param job what was asked for
     * @param form how the result is kept
     * @param work finds it, and may write more files into the directory
     * @return the report
     */
    public <T> T keep(JobRequest job, Form<T> form, Function<RunDirectory, T> work) {
        Sections sections = Sections.load(ReportSection.class.getClassLoader());
        Path place = job.resume().orElseGet(() -> RunDirectory.place(job.settings(), form.what()));
        try (RunDirectory directory = job.resume().isPresent()
                        ? RunDirectory.resume(place, form.file(), job.force())
                        : begun(job, form, place);
                Interruption.Registration unfinished =
                        interruption.register(() -> cutOff(directory, goOn(job, form, place), job))) {
            try {
                directory.write(RunDirectory.CONFIGURATION, job.configuration().text());
                T report = work.apply(directory);
                directory.write(form.file(), Json.of(report) + "\n");
                List<String> missing = ReportWriter.write(sections, directory);
                Path kept = interruption.whole(directory::publish);
                missing.forEach(job.console()::warning);
                job.console().result(job.json() ? Json.of(report) : form.text().apply(report));
                job.console().note("the report is " + kept.resolve(ReportWriter.FILE));
                return report;
            } finally {
                if (directory.isKept()) {
                    job.console().note(goOn(job, form, place));
                }
            }
        }
    }

    /** Who begins anew in the place of a run that was cut off may not know that there is something to go on with. */
    private static RunDirectory begun(JobRequest job, Form<?> form, Path place) {
        RunDirectory directory = RunDirectory.prepare(place, form.file(), job.force());
        directory
                .earlier()
                .ifPresent(left -> job.console()
                        .warning("an earlier run was cut off, and this one begins anew: 'eckart " + form.command()
                                + " --resume " + place + "' goes on with the earlier one, which is in " + left));
        return directory;
    }

    private static String goOn(JobRequest job, Form<?> form, Path place) {
        return "what is done is kept: 'eckart " + form.command() + " --resume " + place
                + (job.force() ? " --force" : "") + "' goes on";
    }

    private static void cutOff(RunDirectory directory, String goOn, JobRequest job) {
        if (directory.cutOff()) {
            job.console().note(goOn);
        }
    }
}
