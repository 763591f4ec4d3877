package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.Abreast;
import dev.eckart.app.onnx.runtime.RawValue;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Samples on their way through a model, or through one that has been made of it by putting other operators in the place of
 * layers. At each moment they all stand at one cut.
 */
public final class Walk implements AutoCloseable {
    /** Bytes that are kept in memory of each cut: 8 MiB. More go to a file, which the system holds in what memory is free. */
    private static final long MOST_HELD = 1 << 23;

    private final OnnxModel original;
    private final List<SampleBatch> batches;
    private final Opening opening;
    private final Abreast abreast;
    private final LongConsumer ran;
    private Cut at = Cut.START;
    private ValueStore held = new ValueStore(MOST_HELD);
    private Optional<Arrival> ahead = Optional.empty();

    /** Loads a part of a model, such as {@link Taps#fused}. */
    public interface Opening {
        /**
         * Loads.
         *
         * @param model the model
         * @param from where the part begins
         * @param wanted what it makes
         * @return the part
         */
        Taps open(ModelProto model, Cut from, Set<String> wanted);
    }

    /** The next cut, with what is kept there. */
    record Arrival(Cut at, ValueStore held) {}

    /**
     * Samples that stand at a model's inputs.
     *
     * @param original the model
     * @param batches the samples; they go together in these batches all the way
     * @param opening loads parts of the model
     * @param abreast how they are run
     * @param ran told after each run what it cost: nodes of the original model, times samples
     */
    public Walk(OnnxModel original, List<SampleBatch> batches, Opening opening, Abreast abreast, LongConsumer ran) {
        this.original = original;
        this.batches = batches;
        this.opening = opening;
        this.abreast = abreast;
        this.ran = ran;
    }

    /**
     * Loads a part that begins where the samples stand.
     *
     * @param model the model as it is to be run
     * @param wanted names of values behind that place, or of inputs of the model
     * @return the part, to be run on each batch
     * @throws OnnxException if ONNX Runtime does not take it
     */
    public Leg leg(ModelProto model, Set<String> wanted) {
        return leg(model, wanted, Optional.empty());
    }

    /**
     * Loads a part that begins where the samples stand, and that takes them to a cut if it is run on all batches in turn.
     *
     * @param model the model as it is to be run
     * @param wanted names of values behind that place, or of inputs of the model
     * @param to the cut; empty for none
     * @return the part, to be run on each batch
     * @throws OnnxException if ONNX Runtime does not take it
     */
    public Leg leg(ModelProto model, Set<String> wanted, Optional<Cut> to) {
        Set<String> all = new HashSet<>(wanted);
        Optional<Arrival> next =
                to.filter(cut -> ahead.isEmpty()).map(cut -> new Arrival(cut, new ValueStore(MOST_HELD)));
        next.ifPresent(arrival -> all.addAll(arrival.at().names()));
        return new Leg(this, opening.open(model, at, all), at.cost(original, all), next);
    }

    /**
     * Takes the samples to a cut, unless a leg has done so. Where ONNX Runtime does not hand out or take what crosses it,
     * they stay where they are: the next legs are longer then, and no different.
     *
     * @param model the model as it is to be run
     * @param to the cut
     * @return whether they stand there now
     */
    public boolean moveTo(ModelProto model, Cut to) {
        if (ahead.isEmpty()) {
            try (Leg leg = leg(model, Set.of(), Optional.of(to))) {
                leg.run(0, batches.size(), (batch, made) -> {});
            } catch (OnnxException e) {
                return false;
            }
        }
        Arrival arrival = ahead.orElseThrow();
        ahead = Optional.empty();
        held.close();
        held = arrival.held();
        at = arrival.at();
        return true;
    }

    /**
     * The model that is walked through.
     *
     * @return it as it was
     */
    public OnnxModel original() {
        return original;
    }

    /**
     * How many are on their way.
     *
     * @return samples of all batches
     */
    public long samples() {
        return batches.stream().mapToLong(SampleBatch::count).sum();
    }

    /**
     * The samples.
     *
     * @return the batches that go together
     */
    public List<SampleBatch> batches() {
        return batches;
    }

    Abreast abreast() {
        return abreast;
    }

    /** What a batch has where the samples stand. */
    RawValue held(int batch, String name) {
        return held.get(batch, name);
    }

    boolean isHeld(String name) {
        return at.names().contains(name);
    }

    void arrived(Arrival next) {
        ahead = Optional.of(next);
    }

    void ran(long cost) {
        ran.accept(cost);
    }

    @Override
    public void close() {
        held.close();
        ahead.ifPresent(arrival -> arrival.held().close());
    }
}
