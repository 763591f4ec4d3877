package dev.eckart.app.step;

import dev.eckart.app.data.Dataset;
import dev.eckart.app.pipeline.ConsoleListener;
import dev.eckart.app.pipeline.DatasetFinder;
import dev.eckart.app.pipeline.EquipmentFactory;
import dev.eckart.app.pipeline.Experiment;
import dev.eckart.app.pipeline.JobRequest;
import dev.eckart.app.plugin.BackendChoice;
import dev.eckart.app.plugin.BackendSelection;
import dev.eckart.app.report.RunReport;
import jakarta.inject.Inject;
import java.time.Instant;

/** Finds all that a step works with. */
public final class WorkbenchFactory {
    private final BackendSelection backends;
    private final EquipmentFactory equipment;
    private final DatasetFinder datasets;

    @Inject
    WorkbenchFactory(BackendSelection backends, EquipmentFactory equipment, DatasetFinder datasets) {
        this.backends = backends;
        this.equipment = equipment;
        this.datasets = datasets;
    }

    /** Opens the backend and reads the data that a configuration names. */
    Workbench open(JobRequest job) {
        BackendChoice choice = backends.choose(job.configuration());
        job.console().note(choice.reason());
        Dataset dataset = datasets.find(job.settings(), job.console());
        Experiment experiment = new Experiment(
                equipment.equip(job.settings(), choice.open()),
                job.settings(),
                dataset,
                new ConsoleListener(job.console(), job.json()));
        return new Workbench(
                job,
                experiment,
                RunReport.BackendReport.of(
                        choice.provider(), choice.precision(), job.settings().threads()),
                RunReport.DatasetReport.of(dataset),
                Instant.now());
    }
}
