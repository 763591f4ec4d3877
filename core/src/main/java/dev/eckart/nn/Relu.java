package dev.eckart.nn;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;

/** The rectified linear unit {@code y = max(x, 0)}; a NaN stays one. It has no settings, so it is its own provider. */
public final class Relu implements Layer, LayerProvider {
    /** Found by ServiceLoader. */
    public Relu() {}

    @Override
    public String name() {
        return "relu";
    }

    @Override
    public Layer create(Spec spec) {
        return this;
    }

    @Override
    public String kind() {
        return name();
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public Pass forward(Tensor input, Workspace workspace) {
        Elementwise elementwise = Elementwise.of(input.precision());
        Tensor output = workspace.tensor(input.rows(), input.columns());
        elementwise.rectify(input, output);
        return new Pass(output, new Pullback() {
            @Override
            public void parameters(Tensor outputGradient) {}

            @Override
            public Tensor input(Tensor outputGradient) {
                Tensor gradient = workspace.tensor(input.rows(), input.columns());
                elementwise.mask(output, outputGradient, gradient);
                return gradient;
            }
        });
    }
}
