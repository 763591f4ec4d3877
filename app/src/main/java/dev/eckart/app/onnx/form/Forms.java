package dev.eckart.app.onnx.form;

import dev.eckart.compress.decompose.DecomposerCheck;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Factorises layers of ONNX models.
 *
 * @param decomposer what factorises a layer as a matrix, a convolution's over the numbers of its window
 * @param backend what to factorise with, in float64
 * @param allowLarger whether to offer replacements with no fewer parameters than the layer itself
 * @param store keeps what factors are made of
 */
public record Forms(Decomposer decomposer, Backend backend, boolean allowLarger, MatrixStore store) {
    /** Factorises in memory. */
    public Forms(Decomposer decomposer, Backend backend, boolean allowLarger) {
        this(decomposer, backend, allowLarger, MatrixStore.MEMORY);
    }

    /**
     * Finds all that a layer can be replaced by.
     *
     * @param layer the layer, its weights in float64
     * @param possible the forms that it has
     * @param seen what was observed of it, if the decomposer needs observations
     * @param seed randomness, for decomposers that draw
     * @return the candidates, the layer itself among them
     * @throws dev.eckart.spi.EckartException if the factorisation fails, or the decomposer needs what was not observed
     */
    public Offers of(Factor layer, PossibleForms possible, Optional<LayerStatistics> seen, Seed seed) {
        return of(layer, possible, Kept.NOTHING, seen, seed);
    }

    /**
     * Finds all that a layer of a model can be replaced by.
     *
     * @param layer the layer, its weights in float64
     * @param possible the forms that it has
     * @param kept what no replacement changes
     * @param seen what was observed of it, if the decomposer needs observations
     * @param seed randomness, for decomposers that draw
     * @return the candidates, the layer itself among them
     * @throws dev.eckart.spi.EckartException if the factorisation fails, or the decomposer needs what was not observed
     */
    public Offers of(Factor layer, PossibleForms possible, Kept kept, Optional<LayerStatistics> seen, Seed seed) {
        if (layer.geometry().lookup()) {
            TableStatistics table = new TableStatistics(backend, layer.weights());
            Forms suited = new Forms(TableStatistics.suited(decomposer, layer.shape()), backend, allowLarger, store);
            return suited.offers(layer, possible, kept, Optional.of(table.of(seen)), seed);
        }
        return offers(layer, possible, kept, seen, seed);
    }

    private Offers offers(Factor layer, PossibleForms possible, Kept kept, Optional<LayerStatistics> seen, Seed seed) {
        MatrixForm matrix = MatrixForm.of(this, layer, seen, seed);
        List<Offer> offers = new ArrayList<>(matrix.offers(possible.behind()));
        for (PossibleForms.Narrow form : possible.narrow()) {
            offers.addAll(ModeForm.offers(
                    this, form, possible.behind(), layer, seen, matrix.scale().norm()));
        }
        if (!possible.axes().isEmpty()) {
            offers.addAll(new TuckerForm(this, possible.axes(), layer, seen.filter(all -> isDataAware()))
                    .offers(possible.behind(), matrix.scale().norm()));
        }
        boolean lookup = layer.geometry().lookup();
        Candidate dense = lookedUp(lookup, Candidate.dense(layer.weights(), layer.bias()));
        Map<String, Offer> labelled = new HashMap<>();
        offers.stream()
                .filter(offer -> allowLarger || offer.candidate().parameters() < dense.parameters())
                .forEach(offer -> labelled.put(offer.candidate().label(), offer));
        // A map has no order of its own, and answers must not depend on where objects lie.
        Stream<Candidate> candidates = Stream.concat(
                        Stream.of(dense), labelled.values().stream().map(Offer::candidate))
                .map(candidate -> lookedUp(lookup, candidate).plus(kept.parameters()))
                .sorted(Comparator.comparing(Candidate::label));
        Decomposition all = Decomposition.of(
                        layer.weights().rows(),
                        layer.weights().columns(),
                        candidates,
                        candidate -> labelled.get(candidate.label()).source().factors(candidate))
                .scaled(matrix.scale().rounded(kept.rounding()));
        Map<String, List<Geometry>> geometries = new HashMap<>();
        labelled.forEach((label, offer) -> geometries.put(label, offer.geometries()));
        return new Offers(all, geometries);
    }

    /** Of a table, a candidate whose first factor is one. */
    private static Candidate lookedUp(boolean lookup, Candidate candidate) {
        if (!lookup) {
            return candidate;
        }
        List<FactorShape> factors = new ArrayList<>(candidate.factors());
        factors.set(0, factors.get(0).lookedUp());
        return candidate.builtOf(factors);
    }

    /**
     * What no replacement of a layer changes.
     *
     * @param parameters parameters that count as the layer's and stay
     * @param rounding share of its norm that the weights were rounded by when they were stored
     */
    public record Kept(long parameters, double rounding) {
        /** No parameters, and weights as they are. */
        public static final Kept NOTHING = new Kept(0, 0);
    }

    /** Whether the decomposer weighs changes by what was observed. */
    boolean isDataAware() {
        return !decomposer.needs().isEmpty();
    }

    /** The decomposer's answer to one block. */
    Decomposition decompose(Factor layer, int block, Optional<Statistics> seen, Seed seed) {
        return DecomposerCheck.ask(
                decomposer,
                new Decomposer.Request(
                        layer.block(block),
                        layer.blockBias(block),
                        backend,
                        allowLarger,
                        seed.split(block),
                        seen,
                        Optional.empty(),
                        store));
    }

    /**
     * A candidate and how its factors are applied.
     *
     * @param candidate a way to replace the layer
     * @param geometries one for each factor; the last counts for all further ones
     * @param source makes the factors
     */
    record Offer(Candidate candidate, List<Geometry> geometries, Decomposition.Source source) {}

    /** The precision in which everything is worked out. */
    static final Precision PRECISION = Precision.FLOAT64;
}
