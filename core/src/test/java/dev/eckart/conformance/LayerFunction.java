package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.layer.Layer.Pass;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The rules L1, L4, L11 and L13, for what a layer computes.
 *
 * @param subject the layer under test
 */
record LayerFunction(LayerCase subject) {
    private static final int KEPT = 2;

    void shapes() {
        assertTrue(
                accepted(subject.inputs()).isPresent(),
                "L1: outputs(" + subject.inputs() + ") must accept the layer's own width");
        for (int width : new int[] {subject.inputs(), subject.inputs() + 1}) {
            accepted(width).ifPresent(outputs -> {
                shapes(1, width, outputs);
                shapes(LayerCase.ROWS, width, outputs);
            });
        }
    }

    private void shapes(int rows, int width, int outputs) {
        Tensor input = Draw.normal(subject.backend().precision(), rows, width, subject.seed());
        Pass pass = subject.layer().forward(input, subject.workspace());
        String given = " for an input of " + LayerCase.shape(input);
        assertEquals(rows + " x " + outputs, LayerCase.shape(pass.output()), () -> "L1: shape of the output" + given);
        assertEquals(
                subject.backend().precision(), pass.output().precision(), () -> "L1: precision of the output" + given);
        Tensor gradient = pass.pullback().input(subject.outputGradient(pass.output(), "g"));
        assertEquals(
                LayerCase.shape(input), LayerCase.shape(gradient), () -> "L1: shape of the input gradient" + given);
        assertEquals(
                subject.backend().precision(),
                gradient.precision(),
                () -> "L1: precision of the input gradient" + given);
    }

    private OptionalInt accepted(int width) {
        try {
            return OptionalInt.of(subject.layer().outputs(width));
        } catch (IllegalArgumentException e) {
            return OptionalInt.empty();
        }
    }

    void rowsIndependent() {
        Bits before = keptRow(subject.input("x"), "g");
        Tensor other = subject.input("other");
        setRow(other, KEPT, subject.input("x"));
        before.check("L4", "a row among other rows, its output and its input gradient", keptRow(other, "other g"));
    }

    private Bits keptRow(Tensor x, String gradient) {
        Pass pass = subject.forward(x);
        Tensor g = subject.outputGradient(pass.output(), gradient);
        setRow(g, KEPT, subject.outputGradient(pass.output(), "g"));
        return row(pass.output(), KEPT).and(row(pass.pullback().input(g), KEPT));
    }

    void notANumberSeen() {
        Tensor x = subject.input("x");
        IntStream.range(0, subject.inputs()).forEach(column -> x.set(KEPT, column, Double.NaN));
        Tensor output = subject.forward(x).output();
        boolean seen = IntStream.range(0, output.columns()).anyMatch(j -> Double.isNaN(output.get(KEPT, j)));
        assertTrue(seen, "L11: a row of NaN gave a row without any");
    }

    void linear() {
        Linear linear = (Linear) subject.layer();
        Tensor x = subject.input("x");
        Tensor output = Tensors.copy(subject.forward(x).output(), Precision.FLOAT64);
        Tensor expected =
                Naive.product(Tensors.copy(x, Precision.FLOAT64), Tensors.copy(linear.weights(), Precision.FLOAT64));
        int columns = expected.columns();
        linear.bias().ifPresent(b -> Tensors.fill(expected, i -> expected.doubles()[i] + b.get(0, i % columns)));
        double biasNorm =
                Math.sqrt(LayerCase.ROWS) * linear.bias().map(Tensors::norm).orElse(0.0);
        double norm = Tensors.norm(x) * Tensors.norm(linear.weights()) + biasNorm;
        new Tolerance(subject.inputs() + 1, subject.backend().precision(), norm)
                .check("L13", "output against x W + b", Tensors.norm(Naive.difference(output, expected)));
    }

    private static void setRow(Tensor to, int row, Tensor from) {
        IntStream.range(0, to.columns()).forEach(column -> to.set(row, column, from.get(row, column)));
    }

    private static Bits row(Tensor tensor, int row) {
        return Bits.of(IntStream.range(0, tensor.columns()).mapToDouble(column -> tensor.get(row, column)));
    }
}
