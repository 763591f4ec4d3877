package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.eckart.app.onnx.model.ClassNames;
import dev.eckart.app.onnx.model.ExternalData;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A model that has been loaded by ONNX Runtime. */
public final class OnnxSession implements ModelSession {
    private static final String EXTERNAL_DIRECTORY = "session.model_external_initializers_file_folder_path";

    private final OrtSession session;
    private final List<Port> inputs;
    private final List<List<String>> classNames;

    private OnnxSession(OrtSession session, List<Port> inputs, List<List<String>> classNames) {
        this.session = session;
        this.inputs = inputs;
        this.classNames = classNames;
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
        return open((environment, options) -> load(model, data, environment, options), threads)
                .naming(ClassNames.of(model));
    }

    /** Loads a model as it is, none of its values optimised away. */
    static OnnxSession openPlain(ModelProto model, ExternalData data, int threads) {
        return open(model, data, OrtSession.SessionOptions.OptLevel.NO_OPT, threads);
    }

    /** Loads a model as it is, but for values that are the same in every run, which are worked out. */
    static OnnxSession openFolded(ModelProto model, ExternalData data) {
        return open(model, data, OrtSession.SessionOptions.OptLevel.BASIC_OPT, 1);
    }

    /** The model as it is after values that are the same in every run have been worked out. */
    static ModelProto folded(ModelProto model, ExternalData data) {
        try {
            Path file = Files.createTempFile("eckart-", ".onnx");
            try {
                open(
                                (environment, options) -> {
                                    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
                                    options.setOptimizedModelFilePath(file.toString());
                                    return load(model, data, environment, options);
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

    private static OnnxSession open(
            ModelProto model, ExternalData data, OrtSession.SessionOptions.OptLevel level, int threads) {
        return open(
                (environment, options) -> {
                    options.setOptimizationLevel(level);
                    return load(model, data, environment, options);
                },
                threads);
    }

    static OrtSession load(
            ModelProto model, ExternalData data, OrtEnvironment environment, OrtSession.SessionOptions options)
            throws OrtException {
        ExternalData.Located located = data.located(model);
        options.addConfigEntry(EXTERNAL_DIRECTORY, located.directory().toString());
        return environment.createSession(located.model().toByteArray(), options);
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
        return new OnnxSession(session, inputs, names);
    }

    /** Makes the library's session. */
    interface Opening {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    static OnnxSession open(Opening opening, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setDeterministicCompute(true);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return of(opening.open(environment(), options));
        } catch (OrtException e) {
            throw refused("does not load", e);
        } catch (LinkageError e) {
            throw new OnnxException(
                    "ONNX Runtime's library cannot be loaded: it is unpacked into '"
                            + System.getProperty("java.io.tmpdir")
                            + "', which has to be a directory that can be written to and run from; name another one with"
                            + " ECKART_JAVA_OPTS=-Djava.io.tmpdir=DIRECTORY",
                    e);
        }
    }

    /** The library's session is let go of when what it takes cannot be given to it. */
    private static OnnxSession of(OrtSession session) throws OrtException {
        try {
            return new OnnxSession(session, Ports.of(session), List.of());
        } catch (OrtException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "eckart");
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
    public Optional<OnnxSession> whole() {
        return Optional.of(this);
    }

    /**
     * Sizes of what the model gives, as far as they follow from the model.
     *
     * @return sizes of the axes by name, -1 of one that is open, of those outputs that are tensors of known rank
     */
    Map<String, List<Long>> outputDims() {
        Map<String, List<Long>> dims = new LinkedHashMap<>();
        outputInfo().forEach((name, output) -> {
            if (output.getInfo() instanceof TensorInfo tensor) {
                dims.put(name, Arrays.stream(tensor.getShape()).boxed().toList());
            }
        });
        return dims;
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
            throw refused("does not tell the sizes of the model's outputs", e);
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
            throw refused("fails to run the model", e);
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
        run(given, Map.of(), wanted, made -> wanted.forEach(name -> outputs.put(name, made.numbers(name))));
        return outputs;
    }

    /** Runs the model once; an output becomes numbers here only when, and as often as, it is asked for. */
    void run(Map<String, Values> given, Map<String, RawValue> raw, Set<String> wanted, Consumer<Taps.Made> look) {
        try (GivenTensors values = GivenTensors.of(inputs, given, raw);
                OrtSession.Result result = session.run(values.tensors(), wanted)) {
            look.accept(new RunValues(result));
        } catch (OrtException e) {
            throw refused("fails to run the model", e);
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
            throw refused("fails to run the model", e);
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
            throw refused("fails to run the model", e);
        }
    }

    @Override
    public Map<String, Output> answer(Map<String, Values> given, Set<String> wanted) {
        try (GivenTensors values = give(given);
                OrtSession.Result result = session.run(values.tensors(), wanted)) {
            Map<String, Output> outputs = new LinkedHashMap<>();
            for (String name : outputs()) {
                if (wanted.contains(name)) {
                    outputs.put(name, Outputs.of(name, result.get(name).orElseThrow()));
                }
            }
            return outputs;
        } catch (OrtException e) {
            throw refused("fails to run the model", e);
        }
    }

    /** What the library throws, in one line. */
    static OnnxException refused(String what, OrtException e) {
        return e.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED
                ? new UnsupportedModelException("ONNX Runtime has no operator for it here: " + e.getMessage(), e)
                : new OnnxException("ONNX Runtime " + what + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw refused("fails to let go of the model", e);
        }
    }
}
