package dev.eckart.app.onnx.runtime;

import dev.eckart.app.onnx.model.ExternalData;
import dev.eckart.app.onnx.model.Slice;
import dev.eckart.app.onnx.proto.ModelProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs a model as far as some of its values, and tells them one batch at a time, so that memory does not grow with the
 * samples.
 */
public final class Taps implements AutoCloseable {
    private final OnnxSession session;
    private final Set<String> made;
    private final Set<String> wanted;

    /**
     * Loads the part of a model that makes some values.
     *
     * @param model the model
     * @param data where its external data lie
     * @param wanted names of values, graph inputs among them
     * @param threads threads to compute with
     * @throws dev.eckart.app.onnx.model.OnnxException if ONNX Runtime does not take it
     */
    public Taps(ModelProto model, ExternalData data, Set<String> wanted, int threads) {
        this(model, wanted, part -> OnnxSession.open(part, data, threads));
    }

    private Taps(ModelProto model, Set<String> wanted, Function<ModelProto, OnnxSession> opening) {
        Set<String> inputs = model.getGraph().getInputList().stream()
                .map(input -> input.getName())
                .collect(Collectors.toSet());
        this.wanted = wanted;
        this.made = wanted.stream().filter(name -> !inputs.contains(name)).collect(Collectors.toSet());
        this.session = opening.apply(Slice.upTo(model, made));
    }

    /**
     * Loads the part of a model that makes some values, each node by itself: a value then has the same bits whichever
     * other ones are wanted, which it has not where nodes are fused as far as nobody looks between them.
     *
     * @param model the model
     * @param data where its external data lie
     * @param wanted names of values, graph inputs among them
     * @param threads threads to compute with
     * @return the part
     * @throws dev.eckart.app.onnx.model.OnnxException if ONNX Runtime does not take it
     */
    public static Taps unfused(ModelProto model, ExternalData data, Set<String> wanted, int threads) {
        return new Taps(model, wanted, part -> OnnxSession.openPlain(part, data, threads));
    }

    /**
     * What the model takes.
     *
     * @return its inputs
     */
    public List<Port> inputs() {
        return session.inputs();
    }

    /**
     * Runs the model on a batch.
     *
     * @param given a value for each of the model's inputs
     * @return the values that are wanted, by name
     */
    public Map<String, Values> run(Map<String, Values> given) {
        Map<String, Values> values = new HashMap<>();
        run(given, made -> wanted.forEach(name -> values.put(name, made.apply(name))));
        return values;
    }

    /**
     * Runs the model on a batch, and has its values looked at one by one: each is made float64 when it is asked for, so
     * that not all of them are at once.
     *
     * @param given a value for each of the model's inputs
     * @param look given a function that tells any wanted value by name
     */
    public void run(Map<String, Values> given, Consumer<Function<String, Values>> look) {
        if (made.isEmpty()) {
            look.accept(given::get);
        } else {
            session.run(
                    given,
                    made,
                    values -> look.accept(name -> made.contains(name) ? values.apply(name) : given.get(name)));
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
