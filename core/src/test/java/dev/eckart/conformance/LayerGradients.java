package dev.eckart.conformance;

import dev.eckart.spi.layer.Layer.Pass;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The rules L2, L3 and L8, for what the way back gives.
 *
 * @param subject the layer under test
 */
record LayerGradients(LayerCase subject) {
    void inputGradient() {
        Tensor x = subject.input("x");
        Pass pass = subject.forward(x);
        Tensor g = subject.outputGradient(pass.output(), "g");
        checkDifferences("L2", "input gradient", x, pass.pullback().input(g), x);
    }

    void parameterGradients() {
        Tensor x = subject.input("x");
        Pass pass = subject.forward(x);
        Tensor g = subject.outputGradient(pass.output(), "g");
        pass.pullback().parameters(g);
        for (Parameter parameter : subject.layer().parameters()) {
            checkDifferences("L3", "gradient of " + parameter.name(), parameter.value(), parameter.gradient(), x);
        }
    }

    /** Differentiates the sum of the output's elements times g's, whose gradients a way back from g gives. */
    private void checkDifferences(String rule, String what, Tensor by, Tensor gradient, Tensor x) {
        Workspace workspace = subject.workspace();
        Tensor output = subject.forward(x).output();
        Tensor g = subject.outputGradient(output, "g");
        int size = Math.max(x.columns(), output.columns());
        // Besides the output itself, a third derivative of the order of 1.
        double norm = Tensors.norm(g) * (1 + Tensors.norm(output));
        new Differences(by, () -> {
                    workspace.rewind();
                    Tensor y = subject.layer().forward(x, workspace).output();
                    IntToDoubleFunction yAt = Tensors.element(y);
                    IntToDoubleFunction gAt = Tensors.element(g);
                    return IntStream.range(0, y.size())
                            .mapToDouble(i -> yAt.applyAsDouble(i) * gAt.applyAsDouble(i))
                            .sum();
                })
                .check(rule, what, gradient, size, norm);
    }

    void gradientsOverwritten() {
        Tensor x = subject.input("x");
        Bits first = subject.everything(x);
        first.check("L8", "gradients written again", subject.backOverOld(subject.forward(x)));
        subject.layer().parameters().forEach(parameter -> Tensors.fill(parameter.gradient(), i -> Double.NaN));
        first.check("L8", "gradients written over NaN", subject.backOverOld(subject.forward(x)));
    }
}
