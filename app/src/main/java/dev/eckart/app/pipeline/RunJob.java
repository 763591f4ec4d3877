package dev.eckart.app.pipeline;

import dev.eckart.app.config.Settings;
import dev.eckart.app.console.Console;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.experiment.RunListener;
import dev.eckart.app.experiment.Timing;
import dev.eckart.app.html.Png;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.plugin.BackendChoice;
import dev.eckart.app.plugin.BackendSelection;
import dev.eckart.app.report.Beginning;
import dev.eckart.app.report.ChangeReport;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.MachineReport;
import dev.eckart.app.report.MemoryUse;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.text.ClosingTable;
import dev.eckart.spi.EckartException;
import jakarta.inject.Inject;
import java.util.List;

/** The main job from configuration to run directory. */
public final class RunJob {
    private final BackendSelection backends;
    private final EquipmentFactory equipment;
    private final DatasetFinder datasets;
    private final ResultKeeper keeper;

    @Inject
    RunJob(BackendSelection backends, EquipmentFactory equipment, DatasetFinder datasets, ResultKeeper keeper) {
        this.backends = backends;
        this.equipment = equipment;
        this.datasets = datasets;
        this.keeper = keeper;
    }

    /**
     * Does it.
     *
     * @param job what to do
     * @return what was found
     * @throws EckartException if it failed, a level diverged, or no network was found for one; in the latter two cases the
     *     report has been written
     */
    public RunReport run(JobRequest job) {
        equipment.requireAllocatable(
                job.configuration(), List.of(job.settings().compress().allocator()));
        BackendChoice choice = backends.choose(job.configuration());
        ResultKeeper.Form<RunReport> form =
                new ResultKeeper.Form<>("run", job.settings().preset(), RunDirectory.REPORT, ClosingTable::render);
        RunReport report = keeper.keep(job, form, directory -> experiment(job, choice, directory));
        report.compressed().forEach(LevelReport::requireConverged);
        report.missed().stream().findFirst().ifPresent(missed -> {
            throw missed.failure();
        });
        return report;
    }

    private RunReport experiment(JobRequest job, BackendChoice choice, RunDirectory directory) {
        Settings settings = job.settings();
        Console console = job.console();
        console.note(choice.reason());
        Dataset dataset = datasets.find(settings, console);
        Beginning now = Beginning.now();
        RunConditions conditions = new RunConditions(
                        now.started(),
                        RunReport.BackendReport.of(
                                choice.provider(),
                                choice.precision(),
                                settings.threads(),
                                equipment.kernels(choice.precision())),
                        RunReport.DatasetReport.of(dataset))
                .in(directory);
        RunListener listener = job.listener();
        RunStore store = new RunStore(directory, console);
        Experiment experiment =
                new Experiment(equipment.equip(settings, choice.open()), settings, dataset, listener, Timing.ROUGH);
        if (job.resume().isEmpty()) {
            new BudgetCheck(job.configuration(), List.of(experiment)).run();
        }
        ExperimentStages.Outcome outcome =
                new ExperimentStages(experiment, store, listener, Provenance.of(settings, conditions.dataset())).run();
        RunConditions.forget(directory);
        keepPictures(outcome.levels(), dataset, directory);
        return new RunReport(
                RunReport.SCHEMA,
                EckartVersion.current(),
                settings.preset(),
                settings.seed(),
                conditions.started(),
                now.seconds(),
                MemoryUse.now(),
                MachineReport.here(),
                conditions.backend(),
                conditions.dataset(),
                outcome.base(),
                outcome.spectra(),
                outcome.levels(),
                outcome.missed(),
                store.finish());
    }

    /** The pictures that the report names, so that it can be made anew without the data. */
    private static void keepPictures(List<LevelReport> levels, Dataset dataset, RunDirectory directory) {
        levels.stream()
                .flatMap(level -> level.change().pictures().stream())
                .map(ChangeReport.Misread::picture)
                .distinct()
                .forEach(index -> directory.write(RunDirectory.picture(index), Png.of(dataset.test(), index)));
    }
}
