package dev.eckart.app.modeljob;

import dev.eckart.app.console.Json;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.report.DifferenceReport;
import dev.eckart.app.modeljob.report.DifferenceText;
import jakarta.inject.Inject;
import java.nio.file.Path;

/**
 * Compares two ONNX models, of which one may stand in for the other.
 *
 * <p>As in {@link EvaluationJob}, no method names a class of {@code onnx}.
 */
public final class DifferenceJob {
    private final ModelDataFinder finder;

    @Inject
    DifferenceJob(ModelDataFinder finder) {
        this.finder = finder;
    }

    /**
     * Compares them and shows the result.
     *
     * @param before one model
     * @param after the other one
     * @param job on what, and how the result is shown
     * @return what was found
     * @throws dev.eckart.spi.EckartException if a model or the data cannot be read, or do not fit together
     */
    public DifferenceReport run(Path before, Path after, ModelJob job) {
        DifferenceReport report = Differing.of(before, after, finder, job);
        job.console().result(job.json() ? Json.of(report) : DifferenceText.render(report));
        return report;
    }
}
