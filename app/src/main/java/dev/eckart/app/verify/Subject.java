package dev.eckart.app.verify;

import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.report.RunReport;
import dev.eckart.nn.Network;
import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensors;
import java.util.List;

/**
 * One backend in one precision, ready to run the pipeline.
 *
 * @param report what it is
 * @param backend the backend, opened
 * @param experiment the pipeline on it
 * @param recording what the pipeline tells as it goes
 */
record Subject(RunReport.BackendReport report, CheckedBackend backend, Experiment experiment, Recording recording) {
    String name() {
        return report.name() + " " + report.precision();
    }

    Precision precision() {
        return backend.precision();
    }

    /** A network of this backend's precision with the weights of another one of the same shape. */
    Network withWeightsOf(Network trained) {
        Network network = experiment.untrained();
        List<Parameter> from = trained.parameters();
        List<Parameter> to = network.parameters();
        for (int i = 0; i < to.size(); i++) {
            Tensors.fill(to.get(i).value(), Tensors.element(from.get(i).value()));
        }
        return network;
    }
}
