package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OrtSession;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets ONNX Runtime work out values of a model that are the same in every run. */
final class Folding {
    private Folding() {}

    /** Loads a model as it is, but for values that are the same in every run, which are worked out. */
    static OnnxSession open(ModelProto model, ExternalData data) {
        return OnnxSession.open(model, data, OrtSession.SessionOptions.OptLevel.BASIC_OPT, 1);
    }

    /** The model as it is after values that are the same in every run have been worked out. */
    static ModelProto model(ModelProto model, ExternalData data) {
        try {
            Path file = Files.createTempFile("eckart-", ".onnx");
            try {
                OnnxSession.open(
                                (environment, options) -> {
                                    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
                                    options.setOptimizedModelFilePath(file.toString());
                                    return OrtSessions.load(model, data, environment, options);
                                },
                                1)
                        .close();
                return ModelProto.parseFrom(Files.readAllBytes(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new OnnxException("a temporary file for a model cannot be used: " + e, e);
        }
    }
}
