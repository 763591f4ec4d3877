package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes ONNX Runtime's sessions, and says in one line what it throws. */
final class OrtSessions {
    private static final String EXTERNAL_DIRECTORY = "session.model_external_initializers_file_folder_path";

    /** The most bytes of a model that is handed over in memory: 4 MiB. */
    private static final int MOST_BYTES = 1 << 22;

    private static final int BUFFER = 1 << 16;

    private OrtSessions() {}

    /** Makes a session. */
    interface Opening {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    /**
     * Makes a session.
     *
     * @param opening makes it
     * @param threads threads to compute with
     * @throws OnnxException if the library cannot be loaded, or does not take the model
     */
    static OrtSession open(Opening opening, int threads) {
        try {
            return open(opening, OpenedRuntime.open(), threads);
        } catch (LinkageError e) {
            throw new OnnxException(
                    "ONNX Runtime's library cannot be loaded: it is unpacked into '"
                            + System.getProperty("java.io.tmpdir")
                            + "', which has to be a directory that can be written to and run from; name another one with"
                            + " ECKART_JAVA_OPTS=-Djava.io.tmpdir=DIRECTORY",
                    e);
        }
    }

    private static OrtSession open(Opening opening, OrtEnvironment environment, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setDeterministicCompute(true);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return opening.open(environment, options);
        } catch (OrtException e) {
            throw refused("does not load", e);
        }
    }

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

    /** Threads of a session wait for its next run on a processor of their own, which another session cannot use then. */
    static void leaveThreads(OrtSession.SessionOptions options) throws OrtException {
        options.addConfigEntry("session.force_spinning_stop", "1");
    }

    /** What the library throws, in one line. */
    static OnnxException refused(String what, OrtException e) {
        return e.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED
                ? new UnsupportedModelException("ONNX Runtime has no operator for it here: " + e.getMessage(), e)
                : new OnnxException("ONNX Runtime " + what + ": " + e.getMessage(), e);
    }
}
