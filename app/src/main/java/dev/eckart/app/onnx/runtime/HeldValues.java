package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import dev.eckart.app.onnx.tensor.OnnxException;

/** What a run made, outside of the heap until it is closed, to be given to another model as it is. */
public final class HeldValues implements AutoCloseable {
    private final OrtSession.Result result;

    HeldValues(OrtSession.Result result) {
        this.result = result;
    }

    OnnxTensor tensor(String name) {
        if (result.get(name).orElse(null) instanceof OnnxTensor tensor) {
            return tensor;
        }
        throw new OnnxException("value '" + name + "' is no tensor");
    }

    @Override
    public void close() {
        result.close();
    }
}
