package dev.eckart.app.modeljob;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.console.Json;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.report.EvaluationReport;
import dev.eckart.app.modeljob.report.EvaluationText;
import jakarta.inject.Inject;
import java.nio.file.Path;

/**
 * Measures an ONNX model on labelled data.
 *
 * <p>Whoever wires the program looks at the methods of a job; those of this one name no class of {@code onnx}, so that
 * commands that run no model load none.
 */
public final class EvaluationJob {
    private final ModelDataFinder finder;

    @Inject
    EvaluationJob(ModelDataFinder finder) {
        this.finder = finder;
    }

    /**
     * Measures it and shows the result.
     *
     * @param file the model
     * @param job on what, and how the result is shown
     * @return what was found
     * @throws ConfigurationException if no data are named
     * @throws dev.eckart.spi.EckartException if the model or the data cannot be read, or do not fit together
     */
    public EvaluationReport run(Path file, ModelJob job) {
        job.requireNoEmbeddings();
        if (job.request().data().isEmpty() && job.request().text().isEmpty()) {
            throw new ConfigurationException("there is nothing to evaluate the model on; name data with labels, such as"
                    + " --data mnist or --data FILE.npz");
        }
        EvaluationReport report = ModelEvaluation.of(file, finder, job);
        job.console().result(job.json() ? Json.of(report) : EvaluationText.render(report));
        return report;
    }
}
