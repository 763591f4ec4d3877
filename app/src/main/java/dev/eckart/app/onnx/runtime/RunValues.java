package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/**
 * What a run made, each value read when, and as often as, it is asked for.
 *
 * @param given what the model was given
 * @param result the library's; both lie outside of the heap until they are closed
 */
record RunValues(GivenTensors given, OrtSession.Result result) implements Taps.Made {
    /** Makes something else of a value of the library's. */
    private interface Reading<T> {
        T of(String name, OnnxValue value) throws OrtException;
    }

    @Override
    public Values numbers(String name) {
        return read(name, OnnxTensors::values);
    }

    @Override
    public RawValue raw(String name) {
        return read(name, OnnxTensors::raw);
    }

    @Override
    public Output output(String name) {
        return read(name, Outputs::of);
    }

    @Override
    public void close() {
        result.close();
        given.close();
    }

    private <T> T read(String name, Reading<T> reading) {
        try {
            return reading.of(name, result.get(name).orElseThrow());
        } catch (OrtException e) {
            throw OrtSessions.refused("does not hand out '" + name + "'", e);
        }
    }
}
