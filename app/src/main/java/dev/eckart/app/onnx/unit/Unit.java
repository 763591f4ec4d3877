package dev.eckart.app.onnx.unit;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Forms;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.PossibleForms;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is decided together: one layer, or all layers that have one stored tensor as their weights. It has one set of
 * factors; biases are each layer's own.
 *
 * @param uses the layers, in the model's order
 * @param turned layers that multiply with the transposed weights, as a language model does with its table to score words; they
 *     have the same factors, transposed and in reversed order
 */
public record Unit(List<Site> uses, List<Site> turned) {
    /** The weights were rounded once, and each of two factors will be. */
    private static final int ROUNDINGS = 2;

    /** The units of layers, in the order of their first uses. */
    static List<Unit> of(List<Site> sites) {
        Map<String, List<Site>> bySource = new LinkedHashMap<>();
        sites.forEach(site -> bySource.computeIfAbsent(site.source(), source -> new ArrayList<>())
                .add(site));
        return bySource.values().stream().map(Unit::tied).toList();
    }

    /** Layers of one tensor, told apart by how they have it: rows of a table are taken in one way alone. */
    private static Unit tied(List<Site> sites) {
        Site leading = sites.stream()
                .filter(site -> site.geometry().lookup())
                .findFirst()
                .orElse(sites.get(0));
        return new Unit(
                sites.stream()
                        .filter(site -> site.weights().equals(leading.weights()))
                        .toList(),
                sites.stream()
                        .filter(site -> !site.weights().equals(leading.weights()))
                        .toList());
    }

    /**
     * All layers that are decided together.
     *
     * @return the uses, and those that have the weights transposed
     */
    public List<Site> layers() {
        return Stream.concat(uses.stream(), turned.stream()).toList();
    }

    /**
     * Whether other layers have the same weights.
     *
     * @return true of more than one layer
     */
    public boolean isShared() {
        return uses.size() + turned.size() > 1;
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
     * What is known of what is factorised without reading it.
     *
     * @return the weights' sizes; biased if each use is
     */
    public LinearShape shape() {
        LinearShape shape = first().shape();
        return new LinearShape(shape.rows(), shape.columns(), isBiased(), shape.geometry());
    }

    /**
     * The files beside the model that numbers of its layers are in.
     *
     * @return files that are there, in alphabetical order
     * @throws dev.eckart.app.onnx.tensor.OnnxException if one is not
     */
    public List<Path> files() {
        return layers().stream()
                .flatMap(layer -> Stream.concat(Stream.of(layer.weights()), layer.bias().stream()))
                .flatMap(ConstantValue::tensors)
                .flatMap(tensor -> tensor.beside().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Reads what is factorised, anew each time.
     *
     * @return the weights, with the first use's bias if each use has one: what is added to it, is added to each
     * @throws dev.eckart.app.onnx.tensor.OnnxException if the weights cannot be read or are not finite
     */
    public Factor read() {
        Factor layer = first().read();
        return new Factor(layer.weights(), isBiased() ? layer.bias() : Optional.empty(), layer.geometry());
    }

    private boolean isBiased() {
        return uses.stream().allMatch(use -> use.bias().isPresent());
    }

    /**
     * Reads the biases of the uses.
     *
     * @return that of each use, 1 x columns, if it has one; equal ones are one tensor
     */
    public List<Optional<Tensor>> biases() {
        List<Tensor> known = new ArrayList<>();
        return uses.stream()
                .map(use -> use.bias().map(bias -> sameOf(known, bias.matrix())))
                .toList();
    }

    private static Tensor sameOf(List<Tensor> known, Tensor bias) {
        return known.stream()
                .filter(other -> Arrays.equals(other.doubles(), bias.doubles()))
                .findFirst()
                .orElseGet(() -> {
                    known.add(bias);
                    return bias;
                });
    }

    /**
     * Parameters that stay whatever becomes of the layer.
     *
     * @return elements of the biases of other layers, each bias once
     */
    public long beside() {
        if (!isShared()) {
            return 0;
        }
        Set<Tensor> biases = Collections.newSetFromMap(new IdentityHashMap<>());
        biases().forEach(bias -> bias.ifPresent(biases::add));
        turned.forEach(layer -> layer.bias().ifPresent(bias -> biases.add(bias.matrix())));
        return biases.stream().mapToLong(Tensor::size).sum() - (isBiased() ? shape().columns() : 0);
    }

    /**
     * Parameters of the layers together.
     *
     * @return elements of the weights, and of the biases each once
     */
    public long parameters() {
        return shape().parameters() + beside();
    }

    /**
     * The forms that what is factorised has.
     *
     * @return how factors can stand in its place
     */
    public PossibleForms forms() {
        PossibleForms forms = first().arrangement().forms(shape());
        return isShared() ? forms.withoutAxes() : forms;
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
     * The factors as each of the uses has them: with its own bias, changed by what the unit's bias was changed by.
     *
     * @param factors the unit's factors
     * @return for each use, factors that share all tensors that are the same
     */
    public List<List<Factor>> factors(List<Factor> factors) {
        Factor last = factors.get(factors.size() - 1);
        List<Optional<Tensor>> biases = biases();
        Map<Tensor, Tensor> moved = new IdentityHashMap<>();
        if (isBiased()) {
            Tensor from = biases.get(0).orElseThrow();
            Tensor to = last.bias().orElse(from);
            moved.put(from, to);
            biases.forEach(bias -> moved.computeIfAbsent(bias.orElseThrow(), own -> moved(own, from, to)));
        }
        return biases.stream()
                .map(bias -> {
                    List<Factor> own = new ArrayList<>(factors);
                    own.set(factors.size() - 1, last.with(last.weights(), bias.map(b -> moved.getOrDefault(b, b))));
                    return own;
                })
                .toList();
    }

    /** A bias moved as another one was. */
    private static Tensor moved(Tensor own, Tensor from, Tensor to) {
        Tensor moved = Tensors.zeros(Precision.FLOAT64, 1, own.columns());
        Tensors.fill(moved, i -> own.get(0, i) + (to.get(0, i) - from.get(0, i)));
        return moved;
    }
}
