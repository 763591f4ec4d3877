package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Layer.Pass;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rules L5 to L7, L9, L10 and L12, for what a pass leaves behind and what a layer shares.
 *
 * @param subject the layer under test
 */
record LayerState(LayerCase subject) {
    void operandsUnchanged() {
        Tensor x = subject.input("x");
        Bits before = Bits.of(x);
        Bits parameters = Bits.values(subject.layer().parameters());
        Pass pass = subject.forward(x);
        Tensor g = subject.outputGradient(pass.output(), "g");
        Bits gradient = Bits.of(g);
        pass.pullback().parameters(g);
        pass.pullback().input(g);
        before.check("L5", "the input", Bits.of(x));
        gradient.check("L5", "the output gradient", Bits.of(g));
        parameters.check("L5", "the parameters", Bits.values(subject.layer().parameters()));
    }

    void sameBits() {
        Tensor x = subject.input("x");
        Workspace workspace = subject.workspace();
        Bits first = subject.back(subject.layer().forward(x, workspace));
        first.check("L6", "the same input in a new workspace", subject.everything(x));
        Tensor poison = subject.input("x");
        Tensors.fill(poison, i -> Double.NaN);
        workspace.rewind();
        subject.back(subject.layer().forward(poison, workspace));
        workspace.rewind();
        Bits again = subject.back(subject.layer().forward(x, workspace));
        first.check("L6", "the same input in a rewound workspace", again);
    }

    void pullbackOfItsPass() {
        Tensor x = subject.input("x");
        Bits alone = subject.everything(x);
        Workspace workspace = subject.workspace();
        Pass pass = subject.layer().forward(x, workspace);
        subject.back(subject.layer().forward(subject.input("other"), workspace));
        alone.check("L7", "a way back after another pass", subject.back(pass));
    }

    void parametersSteady() {
        List<Parameter> parameters = subject.layer().parameters();
        subject.everything(subject.input("x"));
        List<Parameter> again = subject.layer().parameters();
        assertEquals(parameters.size(), again.size(), "L9: number of parameters");
        for (int i = 0; i < again.size(); i++) {
            Tensor value = again.get(i).value();
            Tensor gradient = again.get(i).gradient();
            String name = again.get(i).name();
            assertSame(parameters.get(i).value(), value, () -> "L9: the tensor of " + name);
            assertSame(parameters.get(i).gradient(), gradient, () -> "L9: the gradient's tensor of " + name);
            assertEquals(
                    LayerCase.shape(value), LayerCase.shape(gradient), () -> "L9: shape of the gradient of " + name);
            assertEquals(value.precision(), gradient.precision(), () -> "L9: precision of the gradient of " + name);
        }
    }

    void copyApart() {
        Tensor x = subject.input("x");
        Bits output = subject.everything(x);
        Bits state = state(subject.layer());
        Layer copy = subject.layer().copy();
        Bits.values(subject.layer().parameters()).check("L10", "the copy's parameters", Bits.values(copy.parameters()));
        output.check("L10", "what the copy computes", subject.with(copy).everything(x));
        copy.parameters().forEach(parameter -> {
            Tensors.fill(parameter.value(), i -> Double.NaN);
            Tensors.fill(parameter.gradient(), i -> Double.NaN);
        });
        state.check("L10", "the layer's parameters and gradients after its copy's changed", state(subject.layer()));
        output.check("L10", "what the layer computes after its copy's parameters changed", subject.everything(x));
    }

    private static Bits state(Layer layer) {
        return Bits.values(layer.parameters()).and(Bits.gradients(layer.parameters()));
    }

    void changesCounted() {
        Workspace workspace = subject.workspace();
        Tensor x = subject.input("x");
        Tensor first = subject.layer().forward(x, workspace).output();
        long version = first.version();
        workspace.rewind();
        Pass pass = subject.layer().forward(x, workspace);
        boolean reused = pass.output() == first && first != x;
        assertTrue(!reused || first.version() > version, "L12: the output was written without a new version");
        Consumer<Parameter> counted = parameter -> {
            long before = parameter.gradient().version();
            pass.pullback().parameters(subject.outputGradient(pass.output(), "g"));
            String message = "L12: the gradient of " + parameter.name() + " was written without a new version";
            assertTrue(parameter.gradient().version() > before, message);
        };
        subject.layer().parameters().forEach(counted);
    }
}
