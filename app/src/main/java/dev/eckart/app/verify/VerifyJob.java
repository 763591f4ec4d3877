package dev.eckart.app.verify;

import dev.eckart.app.config.Settings;
import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.console.Console;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.experiment.Timing;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.pipeline.DatasetFinder;
import dev.eckart.app.pipeline.EquipmentFactory;
import dev.eckart.app.pipeline.JobRequest;
import dev.eckart.app.pipeline.ResultKeeper;
import dev.eckart.app.plugin.BackendChoice;
import dev.eckart.app.plugin.BackendSet;
import dev.eckart.app.plugin.Plugins;
import dev.eckart.app.report.Beginning;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.app.report.MachineReport;
import dev.eckart.app.report.MemoryUse;
import dev.eckart.app.report.RunReport;
import dev.eckart.registry.CheckedBackend;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** A verification from configuration to run directory. */
public final class VerifyJob {
    /** What a verification starts from where nobody says otherwise. */
    public static final Assignment PRESET = new Assignment("preset", "quick", "eckart verify");

    private final Plugins plugins;
    private final EquipmentFactory equipment;
    private final DatasetFinder datasets;
    private final ResultKeeper keeper;

    @Inject
    VerifyJob(Plugins plugins, EquipmentFactory equipment, DatasetFinder datasets, ResultKeeper keeper) {
        this.plugins = plugins;
        this.equipment = equipment;
        this.datasets = datasets;
        this.keeper = keeper;
    }

    /**
     * Does it.
     *
     * @param job what to do
     * @param asked names of the backends; none for all that can work here
     * @return what was found, failures and all
     * @throws dev.eckart.spi.EckartException if a backend that was named cannot be used, or no backend can train
     */
    public VerifyReport run(JobRequest job, List<String> asked) {
        equipment.requireAllocatable(
                job.configuration(), List.of(job.settings().compress().allocator()));
        BackendSet backends = BackendSet.open(plugins.backends(), asked, job.configuration());
        ResultKeeper.Form<VerifyReport> form =
                new ResultKeeper.Form<>("verify", "verify", RunDirectory.VERIFICATION, VerifyText::render);
        return keeper.keep(job, form, directory -> verify(job, backends));
    }

    private VerifyReport verify(JobRequest job, BackendSet backends) {
        Settings settings = job.settings();
        Console console = job.console();
        backends.skipped().forEach(skipped -> console.note("skipping " + skipped.name() + ": " + skipped.reason()));
        Dataset dataset = datasets.find(settings, console);
        Beginning started = Beginning.now();
        Bench bench = new Bench(equipment, settings, dataset, console);
        Verification.Outcome outcome = new Verification(
                        settings,
                        console,
                        bench.referee(),
                        backends.opened().stream().map(bench::subject).toList())
                .run();
        return new VerifyReport(
                VerifyReport.SCHEMA,
                EckartVersion.current(),
                settings.preset(),
                settings.seed(),
                started.started(),
                started.seconds(),
                MemoryUse.now(),
                Optional.of(MachineReport.here()),
                RunReport.DatasetReport.of(dataset),
                outcome.base(),
                outcome.verified(),
                backends.skipped(),
                FailureLines.of(outcome.verified()));
    }

    /** Makes the same experiment for one backend after the other. */
    private record Bench(EquipmentFactory equipment, Settings settings, Dataset data, Console console) {
        Subject referee() {
            RunReport.BackendReport report = new RunReport.BackendReport(
                    Referee.NAME,
                    "naive products and one-sided OneSidedJacobi",
                    EckartVersion.current(),
                    "float64",
                    1,
                    Optional.empty());
            return subject(report, new CheckedBackend(Referee.NAME, new Referee()));
        }

        Subject subject(BackendSet.Opened opened) {
            BackendChoice choice = opened.choice();
            return subject(
                    RunReport.BackendReport.of(
                            choice.provider(),
                            choice.precision(),
                            settings.threads(),
                            equipment.kernels(choice.precision())),
                    opened.backend());
        }

        private Subject subject(RunReport.BackendReport report, CheckedBackend backend) {
            Recording recording = new Recording(report.name() + " " + report.precision(), console);
            Experiment experiment =
                    new Experiment(equipment.equip(settings, backend), settings, data, recording, Timing.ROUGH);
            return new Subject(report, backend, experiment, recording);
        }
    }
}
