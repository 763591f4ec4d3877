package dev.eckart.app.step;

import dev.eckart.app.config.BudgetSetting;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.console.Interruption;
import dev.eckart.app.console.Json;
import dev.eckart.app.data.Causes;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.onnx.network.NetworkFile;
import dev.eckart.app.output.ModelPlace;
import dev.eckart.app.pipeline.JobRequest;
import dev.eckart.app.pipeline.Provenance;
import dev.eckart.app.report.Beginning;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.app.report.MachineReport;
import dev.eckart.app.report.MemoryUse;
import dev.eckart.app.report.Metrics;
import dev.eckart.app.report.ModelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.text.RunText;
import dev.eckart.compress.Compressor;
import dev.eckart.nn.Network;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.layer.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that a step works with.
 *
 * @param job what was asked for
 * @param experiment trains and measures
 * @param compressor factorises
 * @param backend what multiplies
 * @param data what is learnt and tested on
 * @param begun when the data had been read
 * @param interruption what waits until files have been written
 */
public record Workbench(
        JobRequest job,
        Experiment experiment,
        Compressor compressor,
        RunReport.BackendReport backend,
        Dataset data,
        Beginning begun,
        Interruption interruption) {
    /**
     * What a step made.
     *
     * @param title what a person calls the network
     * @param file the network with what is known of it
     * @param report how it does
     * @param from the model that was fine-tuned
     * @param before how that did
     */
    public record Made(
            String title, NetworkFile file, NetworkReport report, Optional<String> from, Optional<Metrics> before) {}

    /**
     * What the files of networks say that are made here.
     *
     * @return the facts
     */
    public Provenance provenance() {
        return Provenance.of(job.settings(), RunReport.DatasetReport.of(data));
    }

    /**
     * The first stage of a run: trains the network that is to be compressed.
     *
     * @return the network, to the same bits as a run's
     * @throws EckartException if the training diverges
     */
    public Made train() {
        Experiment.Base base = experiment.base();
        NetworkFile file = new NetworkFile(base.network(), provenance().ofBase());
        return new Made(Experiment.BASE, file, base.report(), Optional.empty(), Optional.empty());
    }

    /**
     * The last stage of a run: a network that was cut learns again.
     *
     * @param file the network, trained in place
     * @param teacher the network before compression, if it shall teach
     * @param from what the network is called; fit for a report
     * @return the network with what is known of it
     * @throws EckartException if the training diverges
     */
    public Made fineTune(NetworkFile file, Optional<Network> teacher, Optional<String> from) {
        Experiment.FineTuned tuned = experiment.fineTune(file.network(), teacher);
        Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
        metadata.putAll(provenance().facts());
        NetworkFile made = new NetworkFile(file.network(), metadata);
        return new Made(Experiment.FINE_TUNED, made, tuned.report(), from, Optional.of(tuned.before()));
    }

    /**
     * Makes sure that a network can learn here: that it has the inputs, the outputs and the precision for it.
     *
     * @param model what a person calls it, such as its file's name in quotes
     * @param network the network
     * @throws ConfigurationException if it has not
     */
    public void requireFits(String model, Network network) {
        int pixels = data.train().size();
        int classes = data.train().classes();
        if (network.inputs() != pixels || network.outputs() != classes) {
            throw new ConfigurationException(model + " makes " + network.outputs() + " numbers of "
                    + network.inputs() + ", but '" + data.name() + "' has " + classes + " classes and " + pixels
                    + " pixels; name other data with --data");
        }
        for (Parameter parameter : network.parameters()) {
            String precision = parameter.value().precision().label();
            if (!precision.equals(backend.precision())) {
                throw new ConfigurationException(model + " is of " + precision + " and the backend computes in "
                        + backend.precision() + "; set --precision " + precision);
            }
        }
    }

    /**
     * Makes sure that the allocator can keep to a budget, before a network is factorised or trained for it.
     *
     * @param network what shall be compressed
     * @param budget how small
     * @throws ConfigurationException if it cannot: one line that says why and what to do
     */
    public void requireAllocatable(Network network, BudgetSetting budget) {
        compressor.objection(network, budget.counts()).ifPresent(objection -> {
            throw new ConfigurationException("'" + budget + "': " + objection);
        });
    }

    /** Writes the model and then its report, and shows the result. */
    StepReport keep(Made made, ModelPlace place) {
        byte[] bytes = made.file().bytes();
        StepReport report = report(made, place, bytes);
        interruption.whole(() -> {
            place.keep(Json.of(report) + "\n", () -> write(made.file(), place.model()));
            return report;
        });
        job.console().result(job.json() ? Json.of(report) : text(report, place.model()));
        return report;
    }

    private static void write(NetworkFile file, Path model) {
        try {
            file.write(model);
        } catch (IOException e) {
            throw new EckartException("'" + model + "' cannot be written: " + Causes.named(e), e);
        }
    }

    private StepReport report(Made made, ModelPlace place, byte[] bytes) {
        return new StepReport(
                StepReport.SCHEMA,
                EckartVersion.current(),
                job.settings().preset(),
                job.settings().seed(),
                begun.started(),
                begun.seconds(),
                MemoryUse.now(),
                MachineReport.here(),
                backend,
                RunReport.DatasetReport.of(data),
                made.from(),
                made.before(),
                ModelReport.of(made.title(), place.model().getFileName().toString(), bytes),
                made.report());
    }

    private static String text(StepReport report, Path model) {
        String before = report.before()
                .map(metrics -> "before fine-tuning " + RunText.percent(metrics.accuracy()) + ", after it ")
                .orElse("");
        return model + ": " + RunText.count(report.network().parameters()) + " parameters, "
                + RunText.count(report.model().bytes()) + " bytes, test accuracy " + before
                + RunText.percent(report.network().test().accuracy());
    }
}
