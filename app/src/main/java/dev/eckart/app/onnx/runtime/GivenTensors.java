package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that a model is given.
 *
 * @param tensors the library's, by name of the input; they lie outside of the heap until they are closed
 */
record GivenTensors(Map<String, OnnxTensor> tensors) implements AutoCloseable {
    /**
     * Makes tensors of values.
     *
     * @param inputs what the model takes
     * @param given values of its inputs
     * @param raw values of its inputs that are given as they are; they come first
     * @throws OnnxException if an input has no value, or one that does not fit
     */
    static GivenTensors of(List<Port> inputs, Map<String, Values> given, Map<String, RawValue> raw) {
        GivenTensors all = new GivenTensors(new LinkedHashMap<>());
        try {
            for (Port input : inputs) {
                all.tensors.put(input.name(), tensor(input, given, raw));
            }
            return all;
        } catch (OrtException e) {
            all.close();
            throw OrtSessions.refused("does not take the values", e);
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private static OnnxTensor tensor(Port input, Map<String, Values> given, Map<String, RawValue> raw)
            throws OrtException {
        if (raw.containsKey(input.name())) {
            return OnnxTensors.of(OpenedRuntime.environment(), raw.get(input.name()));
        }
        if (!given.containsKey(input.name())) {
            throw new OnnxException("no value is given for input '" + input.name() + "'");
        }
        return OnnxTensors.of(OpenedRuntime.environment(), given.get(input.name()), input);
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
    }
}
