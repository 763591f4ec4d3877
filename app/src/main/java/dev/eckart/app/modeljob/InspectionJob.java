package dev.eckart.app.modeljob;

import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Json;
import dev.eckart.app.modeljob.input.OpenedModels;
import dev.eckart.app.modeljob.input.StageProgress;
import dev.eckart.app.modeljob.report.InspectionReport;
import dev.eckart.app.modeljob.report.InspectionText;
import dev.eckart.app.onnx.inspect.Inspection;
import dev.eckart.app.onnx.inspect.Inspector;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.plugin.BackendChoice;
import dev.eckart.app.plugin.BackendSelection;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.spi.backend.Backend;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Looks an ONNX model over. */
public final class InspectionJob {
    private final BackendSelection backends;

    @Inject
    InspectionJob(BackendSelection backends) {
        this.backends = backends;
    }

    /**
     * What to look at, and how the result is shown.
     *
     * @param model the model's file
     * @param spectra whether to decompose the layers, for their ranks by energy
     * @param json whether stdout is for one JSON object
     * @param frozen whether inputs that the model has values for are constants
     * @param dims sizes of open axes by the model's names for them
     */
    public record Request(Path model, boolean spectra, boolean json, boolean frozen, Map<String, Integer> dims) {}

    /**
     * Looks a model over and shows the result.
     *
     * @param request what to look at
     * @param configuration which backend to decompose with
     * @param console where notes and the result go
     * @return what was found
     * @throws dev.eckart.spi.EckartException if the model cannot be read, or no backend can be used
     */
    public InspectionReport run(Request request, Configuration configuration, Console console) {
        try (OpenedModels models = new OpenedModels()) {
            return run(models.read(request.model()), request, configuration, console);
        }
    }

    private InspectionReport run(OnnxModel read, Request request, Configuration configuration, Console console) {
        OnnxModel model = request.frozen() ? read.frozen() : read;
        Optional<Backend> backend = request.spectra()
                ? Optional.of(backends.choose(configuration)).map(BackendChoice::open)
                : Optional.empty();
        Inspection inspection;
        try (StageProgress stages = new StageProgress(console)) {
            inspection = Inspector.inspect(model, new Bindings(request.dims(), Map.of()), backend, stages);
        }
        inspection
                .unsized()
                .ifPresent(problem -> console.note("only the sizes that the file gives are known: " + problem));
        InspectionReport report =
                InspectionReport.of(EckartVersion.current(), request.model().toString(), inspection);
        console.result(
                request.json()
                        ? Json.of(report)
                        : InspectionText.render(report, console.terminal().unicode()));
        return report;
    }
}
