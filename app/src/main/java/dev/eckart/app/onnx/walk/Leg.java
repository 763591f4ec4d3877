package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.runtime.Abreast;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.RawValue;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
     * Runs the part on batches.
     *
     * @param from number of the first
     * @param to the one after the last
     * @param look told the values that were wanted, batch by batch
     * @throws dev.eckart.app.onnx.tensor.OnnxException if ONNX Runtime fails, or does not hand out a value
     */
    public void run(int from, int to, Abreast.Look<Taps.Made> look) {
        walk.abreast().each(from, to, this::made, (batch, made) -> {
            look.at(batch, made);
            passed(batch, made);
        });
    }

    /**
     * What two parts made of a batch.
     *
     * @param was what the one made
     * @param now what the other made
     */
    public record Both(Taps.Made was, Taps.Made now) implements Abreast.Result {
        @Override
        public void close() {
            now.close();
            was.close();
        }
    }

    /**
     * Runs the part and one of another walk on the same batches.
     *
     * @param other the other part
     * @param from number of the first batch
     * @param to the one after the last
     * @param look told the values that were wanted of both, batch by batch
     * @throws dev.eckart.app.onnx.tensor.OnnxException if ONNX Runtime fails, or does not hand out a value
     */
    public void run(Leg other, int from, int to, Abreast.Look<Both> look) {
        walk.abreast().each(from, to, batch -> both(other, batch), (batch, both) -> {
            look.at(batch, both);
            passed(batch, both.was());
            other.passed(batch, both.now());
        });
    }

    private Both both(Leg other, int batch) {
        Taps.Made was = made(batch);
        try {
            return new Both(was, other.made(batch));
        } catch (RuntimeException e) {
            was.close();
            throw e;
        }
    }

    /** What the part makes of a batch; several threads may ask for it at once. */
    private Taps.Made made(int batch) {
        Map<String, RawValue> held = new HashMap<>();
        taps.inputs().stream().filter(walk::isHeld).forEach(name -> held.put(name, walk.held(batch, name)));
        Map<String, Values> inputs =
                held.size() < taps.inputs().size() ? walk.batches().get(batch).values() : Map.of();
        return new Known(taps.run(inputs, held), batch);
    }

    /** Takes a batch to where the part ends, if the samples are taken there; batch after batch. */
    private void passed(int batch, Taps.Made made) {
        next.ifPresent(arrival ->
                arrival.at().names().forEach(name -> arrival.held().put(batch, name, made.raw(name))));
        done++;
        walk.ran(cost * walk.batches().get(batch).count());
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

        @Override
        public void close() {
            made.close();
        }
    }

    @Override
    public void close() {
        next.ifPresent(arrival -> arrival.held().close());
        taps.close();
    }
}
