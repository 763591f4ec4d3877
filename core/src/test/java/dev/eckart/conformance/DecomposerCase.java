package dev.eckart.conformance;

import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.PictureShape;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A decomposer and the layer it is tried on.
 *
 * @param decomposer the decomposer under test
 * @param name what the weights are, for messages
 * @param weights W, in the precision tried
 * @param bias b, 1 x n
 * @param backend what to factorise and multiply with
 * @param seed randomness handed to the decomposer
 * @param statistics what the decomposer is told of the layer, if it asks for that
 * @param picture how the layer's input forms a picture, if it does
 */
record DecomposerCase(
        Decomposer decomposer,
        String name,
        Tensor weights,
        Tensor bias,
        Backend backend,
        Seed seed,
        Optional<Statistics> statistics,
        Optional<PictureShape> picture) {
    static DecomposerCase of(
            Decomposer decomposer,
            NamedMatrix weights,
            Backend backend,
            Optional<Statistics> statistics,
            Optional<PictureShape> picture) {
        Tensor w = Tensors.copy(weights.matrix(), backend.precision());
        Tensor b = Draw.normal(backend.precision(), 1, w.columns(), Draw.seed().split("bias"));
        return new DecomposerCase(
                decomposer,
                weights.name(),
                w,
                b,
                backend,
                Draw.seed().split("decomposer"),
                statistics
                        .filter(seen -> !decomposer.needs().isEmpty())
                        .map(seen -> Observed.of(seen, w, decomposer.needs(w.rows(), w.columns()))),
                picture);
    }

    DecomposerCase by(Decomposer another) {
        return new DecomposerCase(another, name, weights, bias, backend, seed, statistics, picture);
    }

    DecomposerCase with(Tensor otherWeights) {
        return new DecomposerCase(decomposer, name, otherWeights, bias, backend, seed, statistics, picture);
    }

    void assumeDecomposed() {
        try {
            everySize();
        } catch (RuntimeException e) {
            Assumptions.abort("D1 fails for these weights: " + e.getMessage());
        }
    }

    /** What is offered for the layer with its bias, larger ones included. */
    Decomposition everySize() {
        return decompose(Optional.of(bias), true);
    }

    Decomposition decompose(Optional<Tensor> withBias, boolean allowLarger) {
        return decompose(withBias, allowLarger, MatrixStore.MEMORY);
    }

    Decomposition decompose(Optional<Tensor> withBias, boolean allowLarger, MatrixStore store) {
        return decomposer.decompose(
                new Decomposer.Request(weights, withBias, backend, allowLarger, seed, statistics, picture, store));
    }

    /** What is offered for the layer without a bias, where the weights alone are measured. */
    Decomposition withoutBias() {
        return decompose(Optional.empty(), true);
    }

    /** All candidates that have factors. */
    static List<Candidate> factorised(Decomposition decomposition) {
        return decomposition.candidates().stream()
                .filter(candidate -> candidate.rank().isPresent())
                .toList();
    }

    /** Output of a chain of layers in this case's precision. */
    Tensor run(List<Layer> chain, Tensor input) {
        Workspace workspace = new Workspace(backend);
        Tensor output = input;
        for (Layer layer : chain) {
            output = layer.forward(output, workspace).output();
        }
        return output;
    }

    /** What a candidate changes the weights by, in float64. The rows of its product are its answers to unit vectors. */
    Tensor change(Decomposition decomposition, Candidate candidate) {
        if (candidate.rank().isEmpty()) {
            return Tensors.zeros(Precision.FLOAT64, weights.rows(), weights.columns());
        }
        Tensor units = Tensors.copy(Naive.identity(weights.rows()), precision());
        Tensor product = run(decomposition.factors(candidate), units);
        return Naive.difference(Tensors.copy(product, Precision.FLOAT64), Tensors.copy(weights, Precision.FLOAT64));
    }

    /** The kit's own decomposition of the weights, never the backend's under which the decomposer works. */
    Svd svd() {
        return Checks.reference(Precision.FLOAT64).svd(weights);
    }

    /** What rounding may do to a product of factors whose norms multiply to about that of the weights. */
    Tolerance tolerance() {
        return new Tolerance(Math.max(weights.rows(), weights.columns()), precision(), Tensors.norm(weights));
    }

    /** The same for what the decomposer reports, whose arithmetic may lose more than a product's. */
    Tolerance tolerance(double unit) {
        return new Tolerance(Math.max(weights.rows(), weights.columns()), unit, Tensors.norm(weights));
    }

    Precision precision() {
        return weights.precision();
    }

    String of(Candidate candidate) {
        return candidate.label() + " of " + name;
    }
}
