package dev.eckart.app.pipeline;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.Json;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.network.NetworkFile;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.report.ModelReport;
import dev.eckart.nn.Network;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keeps each stage of a run as it ends: its network as an ONNX model, and what was measured of it. */
final class RunStore {
    private final RunDirectory directory;
    private final Console console;
    private final List<ModelReport> models = new ArrayList<>();
    private final List<String> records = new ArrayList<>();

    RunStore(RunDirectory directory, Console console) {
        this.directory = directory;
        this.console = console;
    }

    /**
     * A stage that is done.
     *
     * @param <R> what was measured
     * @param network its network
     * @param report what was measured of it
     */
    record Stage<R>(Network network, R report) {}

    /** A stage that an earlier process has kept. */
    <R> Optional<Stage<R>> find(String title, Class<R> report) {
        return directory.find(record(title)).map(record -> {
            try {
                Path model = directory.find(file(title)).orElseThrow(() -> new IOException("it has no model"));
                Network network = NetworkFile.of(OnnxModel.read(model)).network();
                Stage<R> stage = new Stage<>(network, Json.read(Files.readString(record), report));
                remember(title, Files.readAllBytes(model));
                return stage;
            } catch (IOException | IllegalArgumentException e) {
                throw new EckartException(
                        "what is left of '" + title + "' cannot be read (" + e.getMessage() + "); begin the run anew",
                        e);
            }
        });
    }

    /** Keeps a stage; what was measured is written last, so that a stage with it is whole. */
    <R> void keep(String title, Stage<R> stage, Map<String, String> metadata) {
        try {
            byte[] model = new NetworkFile(stage.network(), metadata).bytes();
            directory.write(file(title), model);
            directory.write(record(title), Json.of(stage.report()));
            directory.keepIfCutOff();
            remember(title, model);
        } catch (OnnxException e) {
            console.warning("the network '" + title + "' is not kept: " + e.getMessage());
        }
    }

    private void remember(String title, byte[] model) {
        records.add(record(title));
        models.add(ModelReport.of(title, file(title), model));
    }

    /** The models that have been kept; what else was kept is no longer needed, as the report has it. */
    List<ModelReport> finish() {
        records.forEach(directory::letPass);
        return List.copyOf(models);
    }

    private static String file(String title) {
        return safe(title) + ".onnx";
    }

    private static String record(String title) {
        return "." + safe(title) + ".json";
    }

    /** A name that every file system takes; titles that differ stay different. */
    private static String safe(String title) {
        return title.toLowerCase(Locale.ROOT).replace("%", "-percent").replaceAll("[^a-z0-9.]+", "-");
    }
}
