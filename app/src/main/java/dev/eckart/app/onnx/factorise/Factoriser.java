package dev.eckart.app.onnx.factorise;

import dev.eckart.app.onnx.form.Forms;
import dev.eckart.app.onnx.form.LayerStatistics;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.MatrixStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out what layers can be replaced by. Used by one thread at a time. */
public interface Factoriser {
    /**
     * A layer, with all that its factors depend on besides the backend.
     *
     * @param unit the layer
     * @param decomposer what factorises it
     * @param seen what was observed of it, if the decomposer goes by that
     * @param seed randomness, for decomposers that draw
     */
    record Work(Unit unit, Decomposer decomposer, Optional<LayerStatistics> seen, Seed seed) {
        Offers offers(Backend backend, MatrixStore store) {
            return new Forms(decomposer, backend, false, store).of(unit.read(), unit.forms(), unit.kept(), seen, seed);
        }
    }

    /**
     * Factorises a layer, at once or with others that follow.
     *
     * @param layer the layer
     * @param found told what it can be replaced by, before {@link #finish} returns
     * @throws EckartException if it, or one before it, cannot be factorised
     */
    void factorise(Work layer, Consumer<Offers> found);

    /**
     * Factorises the layers that still wait.
     *
     * @throws EckartException if one cannot be factorised
     */
    void finish();

    /**
     * Makes the factors that are asked for next, all at a time. Others can be asked for all the same, one by one.
     *
     * @param units layers that were factorised
     * @param chosen what becomes of each
     * @throws EckartException if they cannot be made
     */
    void fetch(List<Unit> units, List<Candidate> chosen);

    /**
     * Factorises layer by layer in this thread.
     *
     * @param backend multiplies and decomposes, in float64
     * @param store keeps what factors are made of
     * @return a factoriser that needs nobody else
     */
    static Factoriser here(Backend backend, MatrixStore store) {
        return new Factoriser() {
            @Override
            public void factorise(Work layer, Consumer<Offers> found) {
                found.accept(layer.offers(backend, store));
            }

            @Override
            public void finish() {
                // Nothing waits.
            }

            @Override
            public void fetch(List<Unit> units, List<Candidate> chosen) {
                // What factors are made of is at hand.
            }
        };
    }
}
