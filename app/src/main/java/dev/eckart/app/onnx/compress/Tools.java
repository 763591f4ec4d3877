package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.factorise.Factoriser;
import dev.eckart.app.onnx.factorise.LayerEngine;
import dev.eckart.app.onnx.form.MatrixFile;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.spi.compress.Statistics;
import java.util.Optional;

/**
 * What a model is compressed with.
 *
 * @param decomposer factorises a layer
 * @param substitute factorises instead where the decomposer wants gradients and no layer has one; if there is none, that is an
 *     error: what a person has named is not replaced
 * @param allocator chooses among what the layers can be replaced by
 * @param backend multiplies and factorises, in float64
 * @param threads threads that models are run with
 * @param seed randomness
 * @param forms what layers may become
 * @param engine who factorises layers, if it is not who asks for it
 */
public record Tools(
        Decomposer decomposer,
        Optional<Decomposer> substitute,
        RankAllocator allocator,
        Backend backend,
        int threads,
        Seed seed,
        AllowedForms forms,
        Optional<LayerEngine> engine) {
    /** Tools of which the decomposer is the one to use, and that multiply numbers, and no bytes. */
    public Tools(Decomposer decomposer, RankAllocator allocator, Backend backend, int threads, Seed seed) {
        this(decomposer, Optional.empty(), allocator, backend, threads, seed, AllowedForms.USUAL, Optional.empty());
    }

    /**
     * The same for other forms.
     *
     * @param allowed what layers may become
     * @return tools
     */
    public Tools with(AllowedForms allowed) {
        return new Tools(decomposer, substitute, allocator, backend, threads, seed, allowed, engine);
    }

    /**
     * The same with others who factorise layers.
     *
     * @param other who does
     * @return tools that come to the same factors
     */
    public Tools with(LayerEngine other) {
        return new Tools(decomposer, substitute, allocator, backend, threads, seed, forms, Optional.of(other));
    }

    /** Factorises layers, here if nobody else does. */
    Factoriser factoriser(MatrixFile file, Stages stages) {
        return engine.map(other -> other.factoriser(file, stages)).orElseGet(() -> Factoriser.here(backend, file));
    }

    /**
     * Whether layers may become narrower together: who chooses must compare what they do, and gradients must tell it.
     *
     * @return whether they may, given samples
     */
    public boolean narrows() {
        return forms.narrower()
                && allocator.goesByDamage()
                && decomposer.needs().contains(Statistics.Kind.GRADIENTS);
    }

    /**
     * Why the allocator cannot reach a target, as far as that is known before layers are factorised.
     *
     * @param target how small
     * @param layers how many layers there are
     * @param measurable whether there are samples to measure a loss on
     * @return one line of the allocator's, if it objects
     */
    public Optional<String> objection(Target target, int layers, boolean measurable) {
        return allocator.objection(new RankAllocator.Demand(target.counts(), layers, target.preferences(), measurable));
    }
}
