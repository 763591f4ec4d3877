package dev.eckart.app.frontier;

import dev.eckart.app.report.MachineReport;
import dev.eckart.app.report.MemoryUse;
import dev.eckart.app.report.RunReport;
import java.util.List;
import java.util.Optional;

/**
 * All that a frontier found: the content of {@code frontier.json}.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param preset preset the configuration started from
 * @param seeds the seeds, in the order of all values
 * @param started when, in ISO 8601
 * @param seconds time of all trials after the data was read
 * @param memory what the process used at its peak
 * @param machine what it ran on; empty in reports of an Eckart that did not keep it
 * @param backend what multiplied and factorised
 * @param dataset what was learnt and tested on
 * @param base the networks before compression
 * @param points one entry for each way and size
 */
public record FrontierReport(
        int schema,
        String eckart,
        String preset,
        List<Long> seeds,
        String started,
        double seconds,
        MemoryUse memory,
        Optional<MachineReport> machine,
        RunReport.BackendReport backend,
        RunReport.DatasetReport dataset,
        BasePoint base,
        List<FrontierPoint> points) {
    /** The version of the form that this code writes. */
    static final int SCHEMA = 1;
}
