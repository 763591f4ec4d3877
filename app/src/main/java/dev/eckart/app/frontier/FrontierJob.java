package dev.eckart.app.frontier;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.engine.EngineSelection;
import dev.eckart.app.engine.KeptTasks;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.experiment.Timing;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.pipeline.BudgetCheck;
import dev.eckart.app.pipeline.DatasetFinder;
import dev.eckart.app.pipeline.EquipmentFactory;
import dev.eckart.app.pipeline.JobRequest;
import dev.eckart.app.pipeline.ResultKeeper;
import dev.eckart.app.pipeline.RunConditions;
import dev.eckart.app.plugin.BackendChoice;
import dev.eckart.app.plugin.BackendSelection;
import dev.eckart.app.report.Beginning;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.app.report.MachineReport;
import dev.eckart.app.report.MemoryUse;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Engine;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A frontier from configuration to run directory. */
public final class FrontierJob {
    private static final String CSV = "frontier.csv";

    private final EngineSelection engines;
    private final Environment environment;
    private final BackendSelection backends;
    private final EquipmentFactory equipment;
    private final DatasetFinder datasets;
    private final ResultKeeper keeper;

    @Inject
    FrontierJob(
            EngineSelection engines,
            Environment environment,
            BackendSelection backends,
            EquipmentFactory equipment,
            DatasetFinder datasets,
            ResultKeeper keeper) {
        this.engines = engines;
        this.environment = environment;
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
     * @throws EckartException if it failed, or a way to compress could not be gone; in the latter case the report has
     *     been written
     */
    public FrontierReport run(JobRequest job) {
        equipment.requireAllocatable(
                job.configuration(),
                job.settings().frontier().allocators(job.settings().compress()));
        BackendChoice choice = backends.choose(job.configuration());
        ResultKeeper.Form<FrontierReport> form =
                new ResultKeeper.Form<>("frontier", "frontier", RunDirectory.FRONTIER, FrontierText::render);
        FrontierReport report = keeper.keep(job, form, directory -> report(job, choice, directory));
        report.points().stream()
                .filter(point -> point.failure().isPresent())
                .findFirst()
                .ifPresent(point -> {
                    throw new EckartException(
                            point.name() + ": " + point.failure().orElseThrow());
                });
        return report;
    }

    private FrontierReport report(JobRequest job, BackendChoice choice, RunDirectory directory) {
        Console console = job.console();
        console.note(choice.reason());
        Dataset dataset = datasets.find(job.settings(), console);
        if (job.resume().isEmpty()) {
            new BudgetCheck(job.configuration(), ways(job, choice, dataset)).run();
        }
        RunReport.DatasetReport data = RunReport.DatasetReport.of(dataset);
        Beginning now = Beginning.now();
        RunConditions conditions = new RunConditions(
                        now.started(),
                        RunReport.BackendReport.of(
                                choice.provider(),
                                choice.precision(),
                                job.settings().threads(),
                                equipment.kernels(choice.precision())),
                        data)
                .in(directory);
        FrontierTask maker = FrontierTask.of(job.configuration(), choice, data, environment.variables());
        List<Trial> trials = trials(job, choice, directory, maker);
        RunConditions.forget(directory);
        directory.write(CSV, FrontierCsv.render(trials));
        Map<Long, NetworkReport> bases = new LinkedHashMap<>();
        trials.forEach(trial -> bases.put(trial.seed(), trial.base()));
        return new FrontierReport(
                FrontierReport.SCHEMA,
                EckartVersion.current(),
                job.settings().preset(),
                List.copyOf(bases.keySet()),
                conditions.started(),
                now.seconds(),
                MemoryUse.now(),
                Optional.of(MachineReport.here()),
                conditions.backend(),
                conditions.dataset(),
                BasePoint.of(List.copyOf(bases.values())),
                FrontierPoints.of(trials));
    }

    private List<Experiment> ways(JobRequest job, BackendChoice choice, Dataset dataset) {
        return equipment.ways(job.settings(), choice.open()).stream()
                .map(way -> new Experiment(way, job.settings(), dataset, job.listener(), Timing.CAREFUL))
                .toList();
    }

    private List<Trial> trials(JobRequest job, BackendChoice choice, RunDirectory directory, FrontierTask maker) {
        try (Engine engine = engines.open(job.configuration())) {
            KeptTasks tasks = new KeptTasks(engine, directory, job.console());
            return new Trials(tasks, maker, job.settings(), choice.precision(), job.console()).run();
        }
    }
}
