package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.LayerStatistics;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.nn.Dense;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.spi.layer.Layer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What the two layers of a pair can become together.
 *
 * @param pair the pair
 * @param form what they become
 */
public record NarrowOffers(Narrowing pair, NarrowForm form) {
    /**
     * What two layers become.
     *
     * @param size numbers that pass between them of each head
     * @param first what stands for the first layer
     * @param second what stands for the second layer
     */
    public record Both(int size, Candidate first, Candidate second) {}

    /**
     * Finds what a pair can become.
     *
     * @param pair the pair
     * @param backend decomposes and multiplies, in float64
     * @param store keeps what is needed of it later
     * @param seen what was observed of the layer to be measured
     * @return what it can become; nothing if moments of that layer's inputs and of its gradients were not observed
     */
    public static Optional<NarrowOffers> of(
            Narrowing pair, Backend backend, MatrixStore store, Optional<LayerStatistics> seen) {
        return seen.map(all -> all.blocks().get(0))
                .filter(one -> one.covariance().isPresent() && one.gradients().isPresent())
                .map(one -> new NarrowOffers(pair, form(pair, request(pair.measured(), backend, store, one))));
    }

    private static Decomposer.Request request(Unit measured, Backend backend, MatrixStore store, Statistics seen) {
        Factor layer = measured.read();
        return new Decomposer.Request(
                layer.weights(), layer.bias(), backend, false, new Seed(0), Optional.of(seen), Optional.empty(), store);
    }

    private static NarrowForm form(Narrowing pair, Decomposer.Request request) {
        return switch (pair.passage()) {
            case UNITS -> UnitForm.of(pair, request);
            case VALUES, PRODUCTS -> HeadForm.of(pair, request);
        };
    }

    /**
     * All that the two can become, but what they are.
     *
     * @return one entry for each size
     */
    public List<Both> sizes() {
        return IntStream.range(1, pair.size()).mapToObj(this::both).toList();
    }

    private Both both(int size) {
        double error = form.error(size);
        boolean firstMeasured = pair.measured().equals(pair.first());
        int passing = size * pair.groups();
        LinearShape first = pair.first().shape();
        LinearShape second = pair.second().shape();
        boolean products = pair.passage() == Narrowing.Passage.PRODUCTS;
        return new Both(
                size,
                candidate(size, FactorShape.linear(first.rows(), passing, first.biased()), firstMeasured ? error : 0),
                candidate(
                        size,
                        products
                                ? FactorShape.linear(second.rows(), passing, second.biased())
                                : FactorShape.linear(passing, second.columns(), second.biased()),
                        firstMeasured ? 0 : error));
    }

    private Candidate candidate(int size, FactorShape shape, double error) {
        return new Candidate(
                label(size), OptionalInt.of(Math.min(shape.inputs(), shape.outputs())), List.of(shape), error);
    }

    private String label(int size) {
        return size + " of " + pair.size() + (pair.passage() == Narrowing.Passage.UNITS ? " units" : " a head");
    }

    /**
     * What the first layer can be replaced by.
     *
     * @param alone what it can by itself
     * @return the same candidates, which makes the factors of those of {@link #sizes} too
     */
    public Offers first(Offers alone) {
        return with(alone, form::first);
    }

    /**
     * What the second layer can be replaced by.
     *
     * @param alone what it can by itself
     * @return the same candidates, which makes the factors of those of {@link #sizes} too
     */
    public Offers second(Offers alone) {
        return with(alone, form::second);
    }

    private Offers with(Offers alone, IntFunction<Factor> made) {
        Map<String, Integer> sizes = new HashMap<>();
        sizes().forEach(both -> sizes.put(both.first().label(), both.size()));
        Decomposition.Source source = candidate -> List.<Layer>of(dense(made.apply(sizes.get(candidate.label()))));
        return alone.and(sizes.keySet(), source);
    }

    private static Dense dense(Factor factor) {
        return Dense.of(factor.weights(), factor.bias());
    }
}
