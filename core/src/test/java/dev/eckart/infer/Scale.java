package dev.eckart.infer;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;

/** A plug-in's layer: each input times a factor of its own, between 1/2 and 1. */
final class Scale implements Layer {
    private final Parameter factors;

    Scale(Precision precision, int width) {
        this(Tensors.zeros(precision, 1, width));
        Tensors.fill(factors.value(), i -> 0.5 + 0.5 / (i + 1));
    }

    private Scale(Tensor factors) {
        this.factors = Parameter.of("factors", factors);
    }

    @Override
    public String kind() {
        return "scale";
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(factors);
    }

    @Override
    public Layer copy() {
        return new Scale(Tensors.copy(factors.value(), factors.value().precision()));
    }

    @Override
    public Pass forward(Tensor input, Workspace workspace) {
        Tensor output = workspace.tensor(input.rows(), input.columns());
        int columns = input.columns();
        Tensors.fill(
                output,
                i -> input.get(i / columns, i % columns) * factors.value().get(0, i % columns));
        return new Pass(output, new Pullback() {
            @Override
            public void parameters(Tensor outputGradient) {
                throw new UnsupportedOperationException("inference only");
            }

            @Override
            public Tensor input(Tensor outputGradient) {
                throw new UnsupportedOperationException("inference only");
            }
        });
    }
}
