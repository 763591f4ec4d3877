package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.eckart.app.onnx.tensor.OnnxException;

/** Makes ONNX Runtime's sessions, and says in one line what it throws. */
final class OrtSessions {
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
