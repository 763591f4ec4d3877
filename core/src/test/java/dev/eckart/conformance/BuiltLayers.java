package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The rules D3, D8 to D11 and D14, for the layers that candidates build.
 *
 * @param subject the decomposer under test and a layer
 */
record BuiltLayers(DecomposerCase subject) {
    void shapesDeclared() {
        for (Optional<Tensor> bias : List.of(Optional.of(subject.bias()), Optional.<Tensor>empty())) {
            Decomposition offered = subject.decompose(bias, true);
            for (Candidate candidate : DecomposerCase.factorised(offered)) {
                List<FactorShape> built = new ArrayList<>();
                int width = subject.weights().rows();
                for (Layer layer : offered.factors(candidate)) {
                    built.add(FactorShape.of(layer, width));
                    width = layer.outputs(width);
                }
                assertEquals(built, candidate.factors(), () -> "D3: shapes of " + subject.of(candidate));
            }
        }
    }

    void denseIsTheLayer() {
        for (Optional<Tensor> bias : List.of(Optional.of(subject.bias()), Optional.<Tensor>empty())) {
            Candidate dense = subject.decompose(bias, true).dense();
            assertEquals(0, dense.error(), () -> "D8: error of " + subject.of(dense));
            assertEquals(
                    List.of(FactorShape.linear(
                            subject.weights().rows(), subject.weights().columns(), bias.isPresent())),
                    dense.factors(),
                    () -> "D8: shape of " + subject.of(dense));
        }
    }

    void biasKept() {
        Tensor zero = zeros(1);
        Tensor none = Tensors.zeros(subject.precision(), 1, subject.weights().columns());
        Decomposition biased = subject.everySize();
        for (Candidate candidate : DecomposerCase.factorised(biased)) {
            Tensor output = subject.run(biased.factors(candidate), zero);
            Bits.of(subject.bias()).check("D9", "output for input 0, " + subject.of(candidate), Bits.of(output));
        }
        Decomposition bare = subject.withoutBias();
        for (Candidate candidate : DecomposerCase.factorised(bare)) {
            Tensor output = subject.run(bare.factors(candidate), zero);
            Tensors.fill(output, i -> output.get(0, i) + 0.0);
            Bits.of(none).check("D9", "output for input 0, without bias, " + subject.of(candidate), Bits.of(output));
        }
    }

    /** A linear function and a constant, f, obey {@code f(x + y) - f(0) = (f(x) - f(0)) + (f(y) - f(0))}. */
    void linear() {
        Decomposition offered = subject.everySize();
        for (Candidate candidate : DecomposerCase.factorised(offered)) {
            List<Layer> chain = offered.factors(candidate);
            parameters(chain)
                    .forEach(parameter -> assertEquals(
                            subject.precision(),
                            parameter.value().precision(),
                            () -> "D10: precision of " + subject.of(candidate)));
            checkLinear(candidate, chain);
        }
    }

    private void checkLinear(Candidate candidate, List<Layer> chain) {
        // Rows: x, y, x + y and 0.
        Tensor inputs = zeros(4);
        Tensor drawn = Draw.normal(subject.precision(), 2, inputs.columns(), subject.seed());
        Tensors.fill(inputs, i -> combination(drawn, i / inputs.columns(), i % inputs.columns()));
        Tensor f = Tensors.copy(subject.run(chain, inputs), Precision.FLOAT64);
        assertEquals(subject.weights().columns(), f.columns(), () -> "D10: outputs of " + subject.of(candidate));
        double error = 0;
        for (int j = 0; j < f.columns(); j++) {
            error = Math.max(error, Math.abs(f.get(2, j) - f.get(0, j) - f.get(1, j) + f.get(3, j)));
        }
        double norm = Tensors.norm(inputs) * Tensors.norm(subject.weights()) + Tensors.norm(f);
        int size = Math.max(inputs.columns(), f.columns());
        new Tolerance(size, subject.precision(), norm).check("D10", "linearity of " + subject.of(candidate), error);
    }

    private static double combination(Tensor drawn, int row, int column) {
        return switch (row) {
            case 0, 1 -> drawn.get(row, column);
            case 2 -> drawn.get(0, column) + drawn.get(1, column);
            default -> 0;
        };
    }

    void nothingShared() {
        Bits layer = Bits.of(subject.weights(), subject.bias());
        Decomposition offered = subject.everySize();
        for (Candidate candidate : DecomposerCase.factorised(offered)) {
            layer.check(
                    "D11",
                    "the layer after decomposing, " + subject.of(candidate),
                    Bits.of(subject.weights(), subject.bias()));
            List<Parameter> built = parameters(offered.factors(candidate));
            Bits first = Bits.values(built);
            Consumer<Parameter> poison = parameter -> Tensors.fill(parameter.value(), i -> Double.NaN);
            built.forEach(poison);
            Bits now = Bits.of(subject.weights(), subject.bias());
            Bits again = Bits.values(parameters(offered.factors(candidate)));
            layer.check("D11", "the layer after what was built had changed, " + subject.of(candidate), now);
            first.check("D11", "what is built again after that, " + subject.of(candidate), again);
        }
    }

    /** A store that hands out copies, as one that keeps matrices in a file does. */
    private static Supplier<Tensor> copied(Tensor matrix) {
        Tensor kept = Tensors.copy(matrix, matrix.precision());
        return () -> Tensors.copy(kept, kept.precision());
    }

    void askedForAgain() {
        Decomposition offered = subject.decompose(Optional.of(subject.bias()), true, BuiltLayers::copied);
        List<Candidate> candidates = new ArrayList<>(DecomposerCase.factorised(offered));
        Map<String, Bits> first = new HashMap<>();
        candidates.forEach(candidate -> first.put(candidate.label(), bits(offered, candidate)));
        Stream<Tensor> told = subject.statistics().stream()
                .flatMap(
                        seen -> Stream.of(Optional.of(seen.mean()), seen.covariance(), seen.outputs(), seen.gradients())
                                .flatMap(Optional::stream));
        Stream.concat(told, Stream.of(subject.weights(), subject.bias()))
                .forEach(tensor -> Tensors.fill(tensor, i -> 1));
        Collections.reverse(candidates);
        candidates.forEach(candidate -> first.get(candidate.label())
                .check("D14", "asked for again, " + subject.of(candidate), bits(offered, candidate)));
    }

    private static Bits bits(Decomposition offered, Candidate candidate) {
        return Bits.values(parameters(offered.factors(candidate)));
    }

    private Tensor zeros(int rows) {
        return Tensors.zeros(subject.precision(), rows, subject.weights().rows());
    }

    static List<Parameter> parameters(List<Layer> chain) {
        return chain.stream().map(Layer::parameters).flatMap(List::stream).toList();
    }
}
