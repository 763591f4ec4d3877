package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.model.ClassNames;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Slice;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.Abreast;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.RawValue;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model of which only a piece is loaded at a time, for it has more weights than memory may hold: ONNX Runtime has those
 * of float16 in float32 as well, where it has no operators of that type.
 *
 * @param model the model
 * @param inputs what it takes
 * @param pieces the pieces, in order
 * @param threads threads to compute with
 */
public record PiecewiseSession(OnnxModel model, List<Port> inputs, List<Piece> pieces, int threads)
        implements ModelSession {
    /** Weights of a model that is loaded whole: 2 GiB in float32. */
    private static final long MOST_WHOLE = 1L << 29;

    /** Weights of a piece: 256 MiB in float32. */
    private static final long MOST_OF_A_PIECE = 1L << 26;

    /**
     * Loads a model, or as much of it as memory may hold.
     *
     * @param model the model as it was read from its file
     * @param threads threads to compute with
     * @return the model whole, unless it has more than 2^29 weights
     * @throws dev.eckart.app.onnx.tensor.OnnxException if ONNX Runtime does not take it
     */
    public static ModelSession open(OnnxModel model, int threads) {
        return open(model, threads, MOST_WHOLE, MOST_OF_A_PIECE);
    }

    /**
     * Loads a model, or as much of it as memory may hold, to be run on many batches.
     *
     * @param model the model as it was read from its file
     * @param threads threads to compute with
     * @return the model whole, for several runs at a time, unless it has more than 2^29 weights
     * @throws dev.eckart.app.onnx.tensor.OnnxException if ONNX Runtime does not take it
     */
    public static ModelSession openAbreast(OnnxModel model, int threads) {
        Abreast abreast = Abreast.of(threads);
        return isWhole(model) ? OnnxSession.open(model, abreast.threads()).running(abreast) : open(model, threads);
    }

    /**
     * Whether a model is loaded whole.
     *
     * @param model the model
     * @return false if it is loaded piece by piece
     */
    public static boolean isWhole(OnnxModel model) {
        return weights(model) <= MOST_WHOLE;
    }

    private static long weights(OnnxModel model) {
        return model.proto().getGraph().getInitializerList().stream()
                .mapToLong(TensorValues::elements)
                .sum();
    }

    static ModelSession open(OnnxModel model, int threads, long mostWhole, long mostOfAPiece) {
        if (weights(model) <= mostWhole) {
            return OnnxSession.open(model, threads);
        }
        List<Piece> pieces = Piece.of(model, mostOfAPiece);
        try (OnnxSession first = OnnxSession.open(
                Slice.upTo(model.proto(), pieces.get(0).wanted(pieces.get(0).outputs())),
                model.externalData(),
                threads)) {
            return new PiecewiseSession(model, first.inputs(), pieces, threads);
        }
    }

    @Override
    public List<String> outputs() {
        return model.proto().getGraph().getOutputList().stream()
                .map(ValueInfoProto::getName)
                .toList();
    }

    @Override
    public List<List<String>> classNames() {
        return ClassNames.of(model.proto());
    }

    @Override
    public Optional<OnnxSession> whole() {
        return Optional.empty();
    }

    @Override
    public Map<String, Output> answer(Map<String, Values> given, Set<String> wanted) {
        return answers(List.of(given), wanted).get(0);
    }

    @Override
    public List<Map<String, Output>> answers(List<Map<String, Values>> given, Set<String> wanted) {
        List<Run> runs = given.stream().map(Run::new).toList();
        for (Piece piece : pieces) {
            try (Taps taps = Taps.fused(
                    model.proto(), model.externalData(), piece.from().values(), piece.wanted(wanted), threads)) {
                runs.forEach(run -> run.through(piece, taps, wanted));
            }
        }
        return runs.stream().map(run -> run.ordered(outputs())).toList();
    }

    /** A run on its way through the pieces. */
    private static final class Run {
        private final Map<String, Values> given;
        private final Map<String, Output> answer = new HashMap<>();
        private Map<String, RawValue> held = Map.of();

        Run(Map<String, Values> given) {
            this.given = given;
        }

        /** Runs a piece; what crosses where it ends is held. */
        void through(Piece piece, Taps taps, Set<String> wanted) {
            Map<String, RawValue> next = new HashMap<>();
            Set<String> ahead = piece.to().map(Cut::names).orElse(Set.of());
            try (Taps.Made made = taps.run(given, held)) {
                ahead.forEach(name -> next.put(name, taps.makes(name) ? made.raw(name) : held.get(name)));
                piece.outputs().stream().filter(wanted::contains).forEach(name -> answer.put(name, made.output(name)));
            }
            held = next;
        }

        Map<String, Output> ordered(List<String> names) {
            Map<String, Output> ordered = new LinkedHashMap<>();
            names.stream().filter(answer::containsKey).forEach(name -> ordered.put(name, answer.get(name)));
            return ordered;
        }
    }

    @Override
    public Abreast abreast() {
        return Abreast.alone(threads);
    }

    /** Nothing stays loaded. */
    @Override
    public void close() {}
}
