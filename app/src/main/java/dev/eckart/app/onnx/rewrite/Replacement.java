package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.Storage;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A layer, or several that have their weights in common, and what stands in their place.
 *
 * @param uses the layers, in the model's order
 * @param turned layers whose weights are those transposed; they keep their biases
 * @param shapes operators, in the order in which they are applied, without their numbers; the last has a bias if each of
 *     the layers has one
 * @param factors reads the operators of each use, anew each time; tensors that uses have in common are one
 */
public record Replacement(
        List<Site> uses, List<Site> turned, List<LinearShape> shapes, Supplier<List<List<Factor>>> factors) {
    /**
     * What stands in the place of one layer, in memory.
     *
     * @param site the layer
     * @param factors operators, in the order in which they are applied; one for a layer of which only the numbers change
     * @return a replacement
     */
    public static Replacement of(Site site, List<Factor> factors) {
        return new Replacement(
                List.of(site), List.of(), factors.stream().map(Factor::shape).toList(), () -> List.of(factors));
    }

    /**
     * The first layer, after which all are named.
     *
     * @return a layer
     */
    public Site first() {
        return uses.get(0);
    }

    /**
     * Whether no other layer has the same weights.
     *
     * @return true of what stands in the place of one layer
     */
    public boolean isAlone() {
        return uses.size() == 1 && turned.isEmpty();
    }

    /**
     * Whether it is the layer itself, with other numbers or stored in another way.
     *
     * @return true of one operator of the layer's own sizes
     */
    public boolean isLayer() {
        LinearShape layer = first().shape();
        return shapes.size() == 1
                && last().rows() == layer.rows()
                && last().columns() == layer.columns()
                && last().geometry().equals(layer.geometry());
    }

    /**
     * Whether as many numbers come out as before.
     *
     * @return false of a layer that has become narrower, whose numbers are other ones
     */
    public boolean makesTheSame() {
        return last().columns() == first().shape().columns();
    }

    /**
     * The operator that is applied last.
     *
     * @return the one that has the bias
     */
    public LinearShape last() {
        return shapes.get(shapes.size() - 1);
    }

    /**
     * Reads the operators that are applied last.
     *
     * @return that of each use
     */
    public List<Factor> lasts() {
        return factors.get().stream()
                .map(operators -> operators.get(operators.size() - 1))
                .toList();
    }

    /**
     * The same with other last operators.
     *
     * @param lasts of the same shapes, one for each use
     * @param store keeps their numbers
     * @return a replacement
     */
    public Replacement withLasts(List<Factor> lasts, MatrixStore store) {
        Map<Tensor, Supplier<Tensor>> kept = new IdentityHashMap<>();
        List<KeptFactor> all = lasts.stream()
                .map(last -> KeptFactor.of(last, tensor -> kept.computeIfAbsent(tensor, store::keep)))
                .toList();
        return new Replacement(uses, turned, shapes, () -> {
            List<List<Factor>> read = factors.get();
            Map<Supplier<Tensor>, Tensor> known = new IdentityHashMap<>();
            return IntStream.range(0, all.size())
                    .mapToObj(use -> {
                        List<Factor> operators = new ArrayList<>(read.get(use));
                        Factor last = all.get(use).read(tensor -> known.computeIfAbsent(tensor, Supplier::get));
                        operators.set(operators.size() - 1, last);
                        return operators;
                    })
                    .toList();
        });
    }

    /** An operator whose numbers a store keeps. */
    private record KeptFactor(
            Supplier<Tensor> weights, Optional<Supplier<Tensor>> bias, Geometry geometry, Storage.Form form) {
        static KeptFactor of(Factor factor, Function<Tensor, Supplier<Tensor>> keep) {
            return new KeptFactor(
                    keep.apply(factor.weights()), factor.bias().map(keep), factor.geometry(), factor.form());
        }

        Factor read(Function<Supplier<Tensor>, Tensor> reader) {
            return new Factor(reader.apply(weights), bias.map(reader), geometry, form);
        }
    }
}
