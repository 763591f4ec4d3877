package dev.eckart.app.onnx.site;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Forms;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is decided together: one layer, or all layers that have one stored tensor as their weights. It has one set of
 * factors; biases are each layer's own.
 *
 * @param uses the layers, in the model's order
 */
public record Unit(List<Site> uses) {
    /** The weights were rounded once, and each of two factors will be. */
    private static final int ROUNDINGS = 2;

    /** The units of layers, in the order of their first uses. */
    static List<Unit> of(List<Site> sites) {
        Map<String, List<Site>> bySource = new LinkedHashMap<>();
        sites.forEach(site -> bySource.computeIfAbsent(site.source(), source -> new ArrayList<>())
                .add(site));
        return bySource.values().stream().map(Unit::new).toList();
    }

    /**
     * The first use, after which the unit is named.
     *
     * @return a layer
     */
    public Site first() {
        return uses.get(0);
    }

    /**
     * What is factorised.
     *
     * @return the weights, with the first use's bias if each use has one: what is added to it, is added to each
     */
    public Factor layer() {
        Factor layer = first().layer();
        boolean biased = uses.stream().allMatch(use -> use.layer().bias().isPresent());
        return new Factor(layer.weights(), biased ? layer.bias() : Optional.empty(), layer.geometry());
    }

    /**
     * Parameters that stay whatever becomes of the layer.
     *
     * @return elements of the biases of other uses, each bias once
     */
    public long beside() {
        Set<Tensor> biases = Collections.newSetFromMap(new IdentityHashMap<>());
        uses.forEach(use -> use.layer().bias().ifPresent(biases::add));
        layer().bias().ifPresent(biases::remove);
        return biases.stream().mapToLong(Tensor::size).sum();
    }

    /**
     * What stays as it is.
     *
     * @return the other biases, and the digits that weights and factors have
     */
    public Forms.Kept kept() {
        return new Forms.Kept(beside(), ROUNDINGS * first().type().unitRoundoff());
    }

    /**
     * The factors as one of the uses has them: with its own bias, changed by what the unit's bias was changed by.
     *
     * @param factors the unit's factors
     * @return for each use, factors that share all tensors that are the same
     */
    public List<List<Factor>> factors(List<Factor> factors) {
        int last = factors.size() - 1;
        Map<Tensor, Tensor> moved = new IdentityHashMap<>();
        Optional<Tensor> from = layer().bias();
        from.ifPresent(bias -> moved.put(bias, factors.get(last).bias().orElse(bias)));
        List<List<Factor>> all = new ArrayList<>();
        for (Site use : uses) {
            Optional<Tensor> bias = use.layer()
                    .bias()
                    .map(own -> from.map(b -> moved.computeIfAbsent(own, key -> moved(own, b, moved.get(b))))
                            .orElse(own));
            List<Factor> own = new ArrayList<>(factors);
            own.set(
                    last,
                    new Factor(
                            factors.get(last).weights(), bias, factors.get(last).geometry()));
            all.add(own);
        }
        return all;
    }

    /** A bias moved as another one was. */
    private static Tensor moved(Tensor own, Tensor from, Tensor to) {
        Tensor moved = Tensors.zeros(Precision.FLOAT64, 1, own.columns());
        Tensors.fill(moved, i -> own.get(0, i) + (to.get(0, i) - from.get(0, i)));
        return moved;
    }
}
