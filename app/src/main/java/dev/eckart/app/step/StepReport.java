package dev.eckart.app.step;

import dev.eckart.app.report.MachineReport;
import dev.eckart.app.report.MemoryUse;
import dev.eckart.app.report.Metrics;
import dev.eckart.app.report.ModelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import java.util.Optional;

/**
 * What a step found: the content of {@code OUT.onnx.json}.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param preset preset the configuration started from
 * @param seed the one seed
 * @param started when, in ISO 8601
 * @param seconds time of the step after the data was read
 * @param memory what the process used at its peak
 * @param machine what it ran on
 * @param backend what multiplied
 * @param dataset what was learnt and tested on
 * @param from the model that was fine-tuned; none if the network was new
 * @param before how that did on the test pictures
 * @param model the file that was written
 * @param network the network in it
 */
public record StepReport(
        int schema,
        String eckart,
        String preset,
        long seed,
        String started,
        double seconds,
        MemoryUse memory,
        MachineReport machine,
        RunReport.BackendReport backend,
        RunReport.DatasetReport dataset,
        Optional<String> from,
        Optional<Metrics> before,
        ModelReport model,
        NetworkReport network) {
    /** The version of the form that this code writes. */
    public static final int SCHEMA = 1;
}
