package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rules D3 and D8 to D11, for the layers that candidates build.
 *
 * @param subject the decomposer under test and a layer
 */
record BuiltLayers(DecomposerCase subject) {
    void parametersCounted() {
        for (Optional<Tensor> bias : List.of(Optional.of(subject.bias()), Optional.<Tensor>empty())) {
            for (Candidate candidate : subject.decompose(bias, true).candidates()) {
                long counted = parameters(candidate.layers().get()).stream()
                        .mapToLong(parameter -> parameter.value().size())
                        .sum();
                assertEquals(counted, candidate.parameters(), () -> "D3: parameters of " + subject.of(candidate));
            }
        }
    }

    void denseIsTheLayer() {
        Candidate dense = subject.everySize().dense();
        List<Layer> chain = dense.layers().get();
        assertEquals(1, chain.size(), () -> "D8: layers of " + subject.of(dense));
        Linear layer = assertInstanceOf(Linear.class, chain.get(0), () -> "D8: kind of " + subject.of(dense));
        assertEquals(0, dense.error(), () -> "D8: error of " + subject.of(dense));
        Bits.of(subject.weights()).check("D8", "weights, " + subject.of(dense), Bits.of(layer.weights()));
        assertTrue(layer.bias().isPresent(), () -> "D8: the bias is missing, " + subject.of(dense));
        layer.bias()
                .ifPresent(bias -> Bits.of(subject.bias()).check("D8", "bias, " + subject.of(dense), Bits.of(bias)));
        Optional<Tensor> none = ((Linear) subject.decompose(Optional.empty(), true)
                        .dense()
                        .layers()
                        .get()
                        .get(0))
                .bias();
        assertTrue(none.isEmpty(), () -> "D8: a layer without bias got one, " + subject.name());
    }

    void biasKept() {
        Tensor zero = zeros(1);
        Tensor none = Tensors.zeros(subject.precision(), 1, subject.weights().columns());
        for (Candidate candidate : subject.everySize().candidates()) {
            Tensor output = subject.run(candidate.layers().get(), zero);
            Bits.of(subject.bias()).check("D9", "output for input 0, " + subject.of(candidate), Bits.of(output));
        }
        for (Candidate candidate : subject.withoutBias()) {
            Tensor output = subject.run(candidate.layers().get(), zero);
            Tensors.fill(output, i -> output.get(0, i) + 0.0);
            Bits.of(none).check("D9", "output for input 0, without bias, " + subject.of(candidate), Bits.of(output));
        }
    }

    /** A linear function and a constant, f, obey {@code f(x + y) - f(0) = (f(x) - f(0)) + (f(y) - f(0))}. */
    void linear() {
        for (Candidate candidate : subject.everySize().candidates()) {
            List<Layer> chain = candidate.layers().get();
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
        for (Candidate candidate : subject.everySize().candidates()) {
            layer.check(
                    "D11",
                    "the layer after decomposing, " + subject.of(candidate),
                    Bits.of(subject.weights(), subject.bias()));
            List<Parameter> built = parameters(candidate.layers().get());
            Bits first = Bits.values(built);
            Consumer<Parameter> poison = parameter -> Tensors.fill(parameter.value(), i -> Double.NaN);
            built.forEach(poison);
            Bits now = Bits.of(subject.weights(), subject.bias());
            Bits again = Bits.values(parameters(candidate.layers().get()));
            layer.check("D11", "the layer after what was built had changed, " + subject.of(candidate), now);
            first.check("D11", "what is built again after that, " + subject.of(candidate), again);
        }
    }

    private Tensor zeros(int rows) {
        return Tensors.zeros(subject.precision(), rows, subject.weights().rows());
    }

    private static List<Parameter> parameters(List<Layer> chain) {
        return chain.stream().map(Layer::parameters).flatMap(List::stream).toList();
    }
}
