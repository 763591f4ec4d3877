package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hands a model that is in memory to ONNX Runtime. */
final class ModelLoad {
    private static final String EXTERNAL_DIRECTORY = "session.model_external_initializers_file_folder_path";

    /** The most bytes of a model that is handed over in memory: 4 MiB. */
    private static final int MOST_BYTES = 1 << 22;

    private static final int BUFFER = 1 << 16;

    private ModelLoad() {}

    /**
     * Loads a model: a large one by way of a file, for the library copies bytes that it is given, and Java would have them
     * once more. Where data beside it lie can be told of a model in memory alone.
     */
    static OrtSession load(
            ModelProto model, ExternalData data, OrtEnvironment environment, OrtSession.SessionOptions options)
            throws OrtException {
        if (model.getSerializedSize() > MOST_BYTES && !ExternalData.isNeededBy(model)) {
            return fromFile(model, environment, options);
        }
        ExternalData.Located located = data.located(model);
        options.addConfigEntry(EXTERNAL_DIRECTORY, located.directory().toString());
        return environment.createSession(located.model().toByteArray(), options);
    }

    private static OrtSession fromFile(ModelProto model, OrtEnvironment environment, OrtSession.SessionOptions options)
            throws OrtException {
        try {
            Path file = Files.createTempFile("eckart-", ".onnx");
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
                    model.writeTo(out);
                }
                return environment.createSession(file.toString(), options);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new OnnxException(
                    "a model cannot be kept in '" + System.getProperty("java.io.tmpdir") + "' to be run: " + e
                            + "; make room there, or name another directory with"
                            + " ECKART_JAVA_OPTS=-Djava.io.tmpdir=DIRECTORY",
                    e);
        }
    }
}
