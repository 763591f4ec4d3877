package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.ExternalData;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model that is run again and again on tensors that stay where they are, such as weights and their gradients. */
public final class StepSession implements AutoCloseable {
    private final OnnxSession session;

    private StepSession(OnnxSession session) {
        this.session = session;
    }

    /**
     * Loads a model.
     *
     * @param model the model
     * @param data where its external data lie
     * @param threads threads to compute with
     * @param alone whether no session of other sizes runs between the runs of this one, so that it can keep its memory, which
     *     makes steps of small models twice as fast
     * @return a session
     * @throws dev.eckart.app.onnx.tensor.OnnxException if ONNX Runtime does not take it
     */
    public static StepSession open(ModelProto model, ExternalData data, int threads, boolean alone) {
        return new StepSession(OnnxSession.open(
                (environment, options) -> {
                    // Memory goes back after each run, for sessions of other sizes to use.
                    options.setCPUArenaAllocator(alone);
                    OrtSessions.leaveThreads(options);
                    return OrtSessions.load(model, data, environment, options);
                },
                threads));
    }

    /**
     * Loads a model, each node by itself: two models of the same nodes, of which one tells more values, then compute the same.
     * Where ONNX Runtime puts one node in place of several, a normalisation of float64 gets another epsilon.
     *
     * @param model the model
     * @param data where its external data lie
     * @param threads threads to compute with
     * @return a session
     * @throws dev.eckart.app.onnx.tensor.OnnxException if ONNX Runtime does not take it
     */
    public static StepSession unfused(ModelProto model, ExternalData data, int threads) {
        return new StepSession(OnnxSession.open(
                (environment, options) -> {
                    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
                    options.setCPUArenaAllocator(false);
                    OrtSessions.leaveThreads(options);
                    return OrtSessions.load(model, data, environment, options);
                },
                threads));
    }

    /**
     * What a run takes.
     *
     * @param given values by name of the input
     * @param shared tensors by name of the input
     * @param held what another model made, by name of the input
     */
    public record Operands(Map<String, Values> given, Map<String, SharedTensor> shared, Map<String, Held> held) {}

    /**
     * A value of another model's run.
     *
     * @param values what that run made
     * @param name its name there
     */
    public record Held(HeldValues values, String name) {}

    /**
     * Runs the model once.
     *
     * @param operands what it takes; what it does not take is left out
     * @param made by name of the output, where each is written to; outputs that are not there are not kept
     * @throws dev.eckart.app.onnx.tensor.OnnxException if the values do not fit, or the run fails
     */
    public void run(Operands operands, Map<String, SharedTensor> made) {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        operands.shared().forEach((name, tensor) -> tensors.put(name, tensor.tensor()));
        operands.held()
                .forEach((name, value) -> tensors.put(name, value.values().tensor(value.name())));
        Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
        made.forEach((name, tensor) -> pinned.put(name, tensor.tensor()));
        session.run(operands.given(), tensors, pinned);
    }

    @Override
    public void close() {
        session.close();
    }
}
