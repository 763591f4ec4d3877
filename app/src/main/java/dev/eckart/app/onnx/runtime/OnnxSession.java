package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.eckart.app.onnx.model.ClassNames;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A model that has been loaded by ONNX Runtime. */
public final class OnnxSession implements ModelSession {
    private final OrtSession session;
    private final List<Port> inputs;
    private final List<List<String>> classNames;
    private final Abreast abreast;

    private OnnxSession(OrtSession session, List<Port> inputs, List<List<String>> classNames, Abreast abreast) {
        this.session = session;
        this.inputs = inputs;
        this.classNames = classNames;
        this.abreast = abreast;
    }

    /**
     * Loads a model from memory.
     *
     * @param model the model
     * @param data where its external data lie
     * @param threads threads to compute with
     * @return a session
     * @throws OnnxException if ONNX Runtime does not take it
     */
    public static OnnxSession open(ModelProto model, ExternalData data, int threads) {
        return open((environment, options) -> OrtSessions.load(model, data, environment, options), threads)
                .naming(ClassNames.of(model));
    }

    /**
     * Loads a model that is run in turn with others.
     *
     * @param model the model
     * @param data where its external data lie
     * @param threads threads to compute with, which are left to the others after each run
     * @return a session
     * @throws OnnxException if ONNX Runtime does not take it
     */
    public static OnnxSession openBesideOthers(ModelProto model, ExternalData data, int threads) {
        return open(
                        (environment, options) -> {
                            OrtSessions.leaveThreads(options);
                            return OrtSessions.load(model, data, environment, options);
                        },
                        threads)
                .naming(ClassNames.of(model));
    }

    /** Loads a model as it is, none of its values optimised away. */
    static OnnxSession openPlain(ModelProto model, ExternalData data, int threads) {
        return open(model, data, OrtSession.SessionOptions.OptLevel.NO_OPT, threads);
    }

    /** Loads a model that is optimised as far as a level. */
    static OnnxSession open(
            ModelProto model, ExternalData data, OrtSession.SessionOptions.OptLevel level, int threads) {
        return open(
                (environment, options) -> {
                    options.setOptimizationLevel(level);
                    return OrtSessions.load(model, data, environment, options);
                },
                threads);
    }

    /**
     * Loads a model from its file.
     *
     * @param model the model as it was read from there
     * @param threads threads to compute with
     * @return a session
     * @throws OnnxException if ONNX Runtime does not take it
     */
    public static OnnxSession open(OnnxModel model, int threads) {
        String file = model.file().toString();
        return open((environment, options) -> environment.createSession(file, options), threads)
                .naming(ClassNames.of(model.proto()));
    }

    private OnnxSession naming(List<List<String>> names) {
        return new OnnxSession(session, inputs, names, abreast);
    }

    /**
     * The same, to be run on many batches.
     *
     * @param side how many runs may go on at a time
     * @return this session
     */
    public OnnxSession running(Abreast side) {
        return new OnnxSession(session, inputs, classNames, side);
    }

    static OnnxSession open(OrtSessions.Opening opening, int threads) {
        OrtSession session = OrtSessions.open(opening, threads);
        try {
            return of(session, threads);
        } catch (OrtException e) {
            throw OrtSessions.refused("does not load", e);
        }
    }

    /** The library's session is let go of when what it takes cannot be given to it. */
    private static OnnxSession of(OrtSession session, int threads) throws OrtException {
        try {
            return new OnnxSession(session, Ports.of(session), List.of(), Abreast.alone(threads));
        } catch (OrtException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * The library that models are run with.
     *
     * @return its name and version
     */
    public static String runtime() {
        return "ONNX Runtime " + OpenedRuntime.open().getVersion();
    }

    @Override
    public List<Port> inputs() {
        return inputs;
    }

    @Override
    public List<String> outputs() {
        return List.copyOf(session.getOutputNames());
    }

    @Override
    public List<List<String>> classNames() {
        return classNames;
    }

    @Override
    public Abreast abreast() {
        return abreast;
    }

    @Override
    public Optional<OnnxSession> whole() {
        return Optional.of(this);
    }

    /**
     * Sizes of what the model gives, as far as they follow from the model.
     *
     * @return sizes of the axes by name, -1 of one that is open, of those outputs that are tensors of known rank
     */
    Map<String, List<Long>> outputDims() {
        return Ports.dims(outputInfo());
    }

    /**
     * Types and sizes of what the model gives, as far as they follow from the model.
     *
     * @return by name, those outputs that are tensors of numbers or texts
     */
    Map<String, Port> outputPorts() {
        Map<String, Port> ports = new LinkedHashMap<>();
        outputInfo().forEach((name, output) -> Ports.port(output).ifPresent(port -> ports.put(name, port)));
        return ports;
    }

    private Map<String, NodeInfo> outputInfo() {
        try {
            return session.getOutputInfo();
        } catch (OrtException e) {
            throw OrtSessions.refused("does not tell the sizes of the model's outputs", e);
        }
    }

    /** Gives the model a value for each input for good, so that it can be run on them again and again. */
    GivenTensors give(Map<String, Values> given) {
        return GivenTensors.of(inputs, given, Map.of());
    }

    /** Runs the model on values that have been given to it, and drops what comes out. */
    void run(GivenTensors given) {
        try {
            session.run(given.tensors()).close();
        } catch (OrtException e) {
            throw OrtSessions.refused("fails to run the model", e);
        }
    }

    /**
     * Runs the model once.
     *
     * @param given a value for each input
     * @param wanted names of outputs
     * @return those outputs, by name
     * @throws OnnxException if the values do not fit, or the run fails
     */
    public Map<String, Values> run(Map<String, Values> given, Set<String> wanted) {
        Map<String, Values> outputs = new LinkedHashMap<>();
        try (Taps.Made made = run(given, Map.of(), wanted)) {
            wanted.forEach(name -> outputs.put(name, made.numbers(name)));
        }
        return outputs;
    }

    /** Runs the model once; an output becomes numbers here only when, and as often as, it is asked for. */
    Taps.Made run(Map<String, Values> given, Map<String, RawValue> raw, Set<String> wanted) {
        GivenTensors values = GivenTensors.of(inputs, given, raw);
        try {
            return new RunValues(values, session.run(values.tensors(), wanted));
        } catch (OrtException e) {
            values.close();
            throw OrtSessions.refused("fails to run the model", e);
        } catch (RuntimeException e) {
            values.close();
            throw e;
        }
    }

    /**
     * Runs the model once, and keeps what it makes outside of the heap.
     *
     * @param given a value for each input
     * @param wanted names of outputs
     * @return those outputs, to be closed
     * @throws OnnxException if the values do not fit, or the run fails
     */
    public HeldValues hold(Map<String, Values> given, Set<String> wanted) {
        try (GivenTensors values = give(given)) {
            return new HeldValues(session.run(values.tensors(), wanted));
        } catch (OrtException e) {
            throw OrtSessions.refused("fails to run the model", e);
        }
    }

    /** Runs the model once on values and on tensors; what it makes goes to other tensors. */
    void run(Map<String, Values> given, Map<String, OnnxTensor> tensors, Map<String, OnnxTensor> made) {
        List<Port> others = inputs.stream()
                .filter(input -> !tensors.containsKey(input.name()))
                .toList();
        try (GivenTensors values = GivenTensors.of(others, given, Map.of())) {
            Map<String, OnnxTensor> all = new LinkedHashMap<>();
            inputs.forEach(input -> all.put(
                    input.name(),
                    tensors.containsKey(input.name())
                            ? tensors.get(input.name())
                            : values.tensors().get(input.name())));
            session.run(all, Set.of(), made).close();
        } catch (OrtException e) {
            throw OrtSessions.refused("fails to run the model", e);
        }
    }

    @Override
    public Map<String, Output> answer(Map<String, Values> given, Set<String> wanted) {
        Map<String, Output> outputs = new LinkedHashMap<>();
        try (Taps.Made made = run(given, Map.of(), wanted)) {
            outputs().stream().filter(wanted::contains).forEach(name -> outputs.put(name, made.output(name)));
        }
        return outputs;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw OrtSessions.refused("fails to let go of the model", e);
        }
    }
}
