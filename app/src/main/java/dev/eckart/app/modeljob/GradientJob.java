package dev.eckart.app.modeljob;

import dev.eckart.app.console.Json;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.report.GradientReport;
import jakarta.inject.Inject;
import java.nio.file.Path;

/**
 * Compares the gradients of an ONNX model with differences.
 *
 * <p>As in {@link EvaluationJob}, no method names a class of {@code onnx}.
 */
public final class GradientJob {
    private final ModelDataFinder finder;

    @Inject
    GradientJob(ModelDataFinder finder) {
        this.finder = finder;
    }

    /**
     * Compares them and shows the result.
     *
     * @param file the model
     * @param job on what, and how the result is shown
     * @return what was found
     * @throws dev.eckart.spi.EckartException if the model or the data cannot be read, do not fit together, or nothing has a
     *     gradient
     */
    public GradientReport run(Path file, ModelJob job) {
        job.requireNoEmbeddings();
        GradientReport report = GradientComparison.of(file, finder, job);
        job.console().result(job.json() ? Json.of(report) : report.text());
        return report;
    }
}
