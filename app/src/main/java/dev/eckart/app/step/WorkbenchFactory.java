package dev.eckart.app.step;

import dev.eckart.app.console.Interruption;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.experiment.Equipment;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.experiment.Timing;
import dev.eckart.app.pipeline.DatasetFinder;
import dev.eckart.app.pipeline.EquipmentFactory;
import dev.eckart.app.pipeline.JobRequest;
import dev.eckart.app.plugin.BackendChoice;
import dev.eckart.app.plugin.BackendSelection;
import dev.eckart.app.report.Beginning;
import dev.eckart.app.report.RunReport;
import jakarta.inject.Inject;

/** Finds all that a step works with. */
public final class WorkbenchFactory {
    private final BackendSelection backends;
    private final EquipmentFactory equipment;
    private final DatasetFinder datasets;
    private final Interruption interruption;

    @Inject
    WorkbenchFactory(
            BackendSelection backends, EquipmentFactory equipment, DatasetFinder datasets, Interruption interruption) {
        this.backends = backends;
        this.equipment = equipment;
        this.datasets = datasets;
        this.interruption = interruption;
    }

    /**
     * Opens the backend and reads the data that a configuration names.
     *
     * @param job what is asked for
     * @return what to train and measure with
     */
    public Workbench open(JobRequest job) {
        BackendChoice choice = choose(job);
        return open(job, choice, datasets.find(job.settings(), job.console()));
    }

    /**
     * Opens the backend that a configuration names, for data that are there.
     *
     * @param job the configuration, and where progress is shown
     * @param dataset what to train and test on, whatever the configuration names
     * @return all that a step works with
     * @throws dev.eckart.app.data.DataException if its pictures and labels do not belong together
     * @throws dev.eckart.spi.EckartException if the backend cannot be used
     */
    public Workbench open(JobRequest job, Dataset dataset) {
        dataset.requireWhole();
        return open(job, choose(job), dataset);
    }

    private BackendChoice choose(JobRequest job) {
        BackendChoice choice = backends.choose(job.configuration());
        job.console().note(choice.reason());
        return choice;
    }

    private Workbench open(JobRequest job, BackendChoice choice, Dataset dataset) {
        Equipment equipped = equipment.equip(job.settings(), choice.open());
        return new Workbench(
                job,
                new Experiment(equipped, job.settings(), dataset, job.listener(), Timing.CAREFUL),
                equipped.compressor(),
                RunReport.BackendReport.of(
                        choice.provider(),
                        choice.precision(),
                        job.settings().threads(),
                        equipment.kernels(choice.precision())),
                dataset,
                Beginning.now(),
                interruption);
    }
}
