package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.RawValue;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A part of a model that begins where a walk stands. */
public final class Leg implements AutoCloseable {
    private final Walk walk;
    private final Taps taps;
    private final long cost;
    private Optional<Walk.Arrival> next;
    private int done;

    /**
     * A part that has been loaded.
     *
     * @param cost what a sample costs
     * @param next where what crosses the next cut is kept, if it is
     */
    Leg(Walk walk, Taps taps, long cost, Optional<Walk.Arrival> next) {
        this.walk = walk;
        this.taps = taps;
        this.cost = cost;
        this.next = next;
    }

    /**
     * Runs the part on a batch.
     *
     * @param batch its number
     * @param look told the values that were wanted
     * @throws dev.eckart.app.onnx.model.OnnxException if ONNX Runtime fails, or does not hand out a value
     */
    public void run(int batch, Consumer<Taps.Made> look) {
        Samples.Batch samples = walk.batches().get(batch);
        Map<String, RawValue> held = new HashMap<>();
        taps.inputs().stream().filter(walk::isHeld).forEach(name -> held.put(name, walk.held(batch, name)));
        Map<String, Values> inputs = held.size() < taps.inputs().size() ? samples.values() : Map.of();
        taps.run(inputs, held, made -> {
            look.accept(new Known(made, batch));
            next.ifPresent(arrival -> arrival.at()
                    .names()
                    .forEach(name -> arrival.held()
                            .put(batch, name, taps.makes(name) ? made.raw(name) : walk.held(batch, name))));
        });
        done++;
        walk.ran(cost * samples.count());
        if (done == walk.batches().size()) {
            next.ifPresent(walk::arrived);
            next = Optional.empty();
        }
    }

    /**
     * What a run costs.
     *
     * @return nodes of the original model, for each sample
     */
    public long cost() {
        return cost;
    }

    /** What a part makes, and what was known before. */
    private final class Known implements Taps.Made {
        private final Taps.Made made;
        private final int batch;

        Known(Taps.Made made, int batch) {
            this.made = made;
            this.batch = batch;
        }

        @Override
        public Values numbers(String name) {
            if (taps.makes(name)) {
                return made.numbers(name);
            }
            return walk.isHeld(name)
                    ? walk.held(batch, name).numbers()
                    : walk.batches().get(batch).values().get(name);
        }

        @Override
        public RawValue raw(String name) {
            return taps.makes(name) ? made.raw(name) : walk.held(batch, name);
        }

        @Override
        public Output output(String name) {
            return made.output(name);
        }
    }

    @Override
    public void close() {
        next.ifPresent(arrival -> arrival.held().close());
        taps.close();
    }
}
