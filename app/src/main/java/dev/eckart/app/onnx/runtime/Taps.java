package dev.eckart.app.onnx.runtime;

import dev.eckart.app.onnx.model.Slice;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.ExternalData;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs a model from some of its values as far as others, and tells those one batch at a time, so that memory does not grow
 * with the samples.
 */
public final class Taps implements AutoCloseable {
    private static final Made NOTHING = new Made() {
        @Override
        public Values numbers(String name) {
            throw new IllegalArgumentException(name);
        }

        @Override
        public RawValue raw(String name) {
            throw new IllegalArgumentException(name);
        }

        @Override
        public Output output(String name) {
            throw new IllegalArgumentException(name);
        }
    };

    /** None where nothing has to be made. */
    private final Optional<OnnxSession> session;

    private final Set<String> made;

    private Taps(Optional<OnnxSession> session, Set<String> made) {
        this.session = session;
        this.made = made;
    }

    /**
     * Loads the part of a model that makes some values.
     *
     * @param model the model
     * @param data where its external data lie
     * @param given values that need not be made
     * @param wanted names of values that are to be told; those that are given or are the model's inputs are known
     * @param threads threads to compute with
     * @return the part
     * @throws dev.eckart.app.onnx.tensor.OnnxException if ONNX Runtime does not take it
     */
    public static Taps fused(
            ModelProto model, ExternalData data, Collection<ValueInfoProto> given, Set<String> wanted, int threads) {
        return of(model, given, wanted, part -> OnnxSession.open(part, data, threads));
    }

    /**
     * Loads the part of a model that makes some values, each node by itself: a value then has the same bits whichever
     * other ones are wanted, which it has not where nodes are fused as far as nobody looks between them.
     *
     * @param model the model
     * @param data where its external data lie
     * @param given values that need not be made
     * @param wanted names of values that are to be told; those that are given or are the model's inputs are known
     * @param threads threads to compute with
     * @return the part
     * @throws dev.eckart.app.onnx.tensor.OnnxException if ONNX Runtime does not take it
     */
    public static Taps unfused(
            ModelProto model, ExternalData data, Collection<ValueInfoProto> given, Set<String> wanted, int threads) {
        return of(model, given, wanted, part -> OnnxSession.openPlain(part, data, threads));
    }

    private static Taps of(
            ModelProto model,
            Collection<ValueInfoProto> given,
            Set<String> wanted,
            Function<ModelProto, OnnxSession> opening) {
        Set<String> known = model.getGraph().getInputList().stream()
                .map(ValueInfoProto::getName)
                .collect(Collectors.toSet());
        given.forEach(value -> known.add(value.getName()));
        Set<String> made = wanted.stream().filter(name -> !known.contains(name)).collect(Collectors.toSet());
        return new Taps(
                made.isEmpty() ? Optional.empty() : Optional.of(opening.apply(Slice.between(model, given, made))),
                made);
    }

    /**
     * What the part takes.
     *
     * @return names of those of the model's inputs and of the values given that what is wanted depends on
     */
    public Set<String> inputs() {
        return session.stream()
                .flatMap(part -> part.inputs().stream())
                .map(Port::name)
                .collect(Collectors.toSet());
    }

    /** The values of one run, each read when it is asked for, so that not all of them are in memory at once. */
    public interface Made extends Abreast.Result {
        /**
         * A value as numbers.
         *
         * @param name its name
         * @return its elements in float64
         */
        Values numbers(String name);

        /**
         * A value as it is.
         *
         * @param name its name
         * @return its elements in their own type
         */
        RawValue raw(String name);

        /**
         * A value that the part makes, whatever it is.
         *
         * @param name its name
         * @return what a model gives
         */
        Output output(String name);
    }

    /**
     * Runs the part on a batch. Several threads may do so at once.
     *
     * @param inputs values of the model's inputs, those that the part takes at least
     * @param given the other values that it takes
     * @return the values that the part makes, to be closed
     */
    public Made run(Map<String, Values> inputs, Map<String, RawValue> given) {
        return session.map(part -> part.run(inputs, given, made)).orElse(NOTHING);
    }

    /**
     * Whether a value is made in the part.
     *
     * @param name its name
     * @return false of what is known before
     */
    public boolean makes(String name) {
        return made.contains(name);
    }

    @Override
    public void close() {
        session.ifPresent(OnnxSession::close);
    }
}
