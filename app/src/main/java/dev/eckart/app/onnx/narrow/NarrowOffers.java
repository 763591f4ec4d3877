package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Geometry;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What layers can become together.
 *
 * @param pair the layers
 * @param form what they become
 */
public record NarrowOffers(Narrowing pair, NarrowForm form) {
    /**
     * Rows for each unit, from which on least squares with k of m units fit noise by no more than the error itself: its share
     * is k / (rows - k - 1), which with fewer rows grows beyond all bounds where k comes close to them.
     */
    private static final int ROWS_PER_UNIT = 2;

    /**
     * Finds what a pair can become.
     *
     * @param pair the pair
     * @param backend decomposes and multiplies, in float64
     * @param store keeps what is needed of it later
     * @param seen what was observed of the layer to be measured
     * @return what it can become; nothing if moments of that layer's inputs and of its gradients were not observed, or
     *     in fewer rows than the weights behind units can be fitted to
     */
    public static Optional<NarrowOffers> of(
            Narrowing pair, Backend backend, MatrixStore store, Optional<LayerStatistics> seen) {
        return seen.map(all -> all.blocks().get(0))
                .filter(one -> one.covariance().isPresent() && one.gradients().isPresent())
                .filter(one -> pair.passage() != Narrowing.Passage.UNITS
                        || one.samples() >= (long) ROWS_PER_UNIT * one.mean().columns())
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
     * What a layer becomes, in its own norm: the measured one has the error of all.
     *
     * @param unit one of the layers
     * @param alone what it can be replaced by itself
     * @return a candidate for each size, {@link #label labelled} by it, and the layer itself
     */
    public Offers of(Unit unit, Offers alone) {
        Decomposition own = alone.decomposition();
        boolean measured = pair.measured().equals(unit);
        Map<String, Integer> sizes = new HashMap<>();
        Map<String, List<Geometry>> geometries = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>(List.of(own.dense()));
        for (int size = 1; size < pair.size(); size++) {
            FactorShape factor = shape(unit, size);
            sizes.put(label(size), size);
            geometries.put(label(size), List.of(Geometry.PRODUCT));
            candidates.add(new Candidate(
                    label(size),
                    OptionalInt.of(Math.min(factor.inputs(), factor.outputs())),
                    List.of(factor),
                    measured ? form.error(size) : 0));
        }
        return new Offers(
                Decomposition.of(
                                own.inputs(),
                                own.outputs(),
                                candidates.stream(),
                                candidate -> List.of(dense(form.of(unit, sizes.get(candidate.label())))))
                        .scaled(own.scale()),
                geometries);
    }

    private FactorShape shape(Unit unit, int size) {
        LinearShape layer = unit.shape();
        int passing = size * pair.groups();
        return pair.makes(unit)
                ? FactorShape.linear(layer.rows(), passing, layer.biased())
                : FactorShape.linear(passing, layer.columns(), layer.biased());
    }

    /**
     * What a size is called.
     *
     * @param size numbers that pass between the layers of each head
     * @return words for people
     */
    public String label(int size) {
        return size + " of " + pair.size() + (pair.passage() == Narrowing.Passage.UNITS ? " units" : " a head");
    }

    private static Layer dense(Factor factor) {
        return Dense.of(factor.weights(), factor.bias());
    }
}
