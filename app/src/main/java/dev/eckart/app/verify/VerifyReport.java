package dev.eckart.app.verify;

import dev.eckart.app.plugin.BackendSet;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.MachineReport;
import dev.eckart.app.report.MemoryUse;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import java.util.List;
import java.util.Optional;

/**
 * All that a verification found: the content of {@code verify.json}.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param preset preset the configuration started from
 * @param seed the one seed
 * @param started when, in ISO 8601
 * @param seconds time of the whole verification after the data was read
 * @param memory what the process used at its peak
 * @param machine what it ran on; empty in reports of an Eckart that did not keep it
 * @param dataset what was learnt and tested on
 * @param base the network that all backends decomposed
 * @param backends one entry for each backend in each precision
 * @param skipped backends that could not be verified
 * @param failures one line for each backend and check that failed; none if all agree
 */
public record VerifyReport(
        int schema,
        String eckart,
        String preset,
        long seed,
        String started,
        double seconds,
        MemoryUse memory,
        Optional<MachineReport> machine,
        RunReport.DatasetReport dataset,
        SharedBase base,
        List<Verified> backends,
        List<BackendSet.Skipped> skipped,
        List<String> failures) {
    /** The version of the form that this code writes. */
    static final int SCHEMA = 1;

    /**
     * The network whose exact weights every backend got.
     *
     * @param trainedOn backend and precision that trained it
     * @param parameters number of its parameters
     */
    public record SharedBase(String trainedOn, long parameters) {}

    /**
     * What was found of one backend in one precision.
     *
     * @param backend what it is
     * @param findings every comparison with the referee
     * @param pipeline what came of the whole pipeline on it
     * @param seconds time of all of it
     */
    public record Verified(RunReport.BackendReport backend, List<Finding> findings, Pipeline pipeline, double seconds) {
        String name() {
            return backend.name() + " " + backend.precision();
        }
    }

    /**
     * The whole pipeline on one backend. Trajectories part because rounding grows: its figures are for reading.
     *
     * @param failure why it did not come to its end
     * @param parting the step of the base's training from which on its loss differs from the first backend's by more
     *     than the root of the unit roundoff; empty if it never does
     * @param base the base that it trained itself
     * @param compressed one entry a level
     */
    public record Pipeline(
            Optional<String> failure,
            Optional<Step> parting,
            Optional<NetworkReport> base,
            List<LevelReport> compressed) {}

    /**
     * A training step.
     *
     * @param epoch its epoch, from 1
     * @param step its number within the epoch, from 1
     * @param loss the mean loss of its epoch up to it
     */
    public record Step(int epoch, int step, double loss) {}
}
