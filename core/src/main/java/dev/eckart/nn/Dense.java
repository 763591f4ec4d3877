package dev.eckart.nn;

import dev.eckart.spi.backend.Transpose;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The fully connected layer {@code y = x W + b}. */
public final class Dense implements Linear {
    /** The layer's kind and its provider's name. */
    static final String KIND = "dense";

    private final Parameter weights;
    private final Optional<Parameter> bias;
    private final Elementwise elementwise;

    private Dense(Parameter weights, Optional<Parameter> bias) {
        this.weights = weights;
        this.bias = bias;
        this.elementwise = Elementwise.of(weights.value().precision());
    }

    /**
     * A layer over these tensors, which training changes.
     *
     * @param weights W, inputs x outputs
     * @param bias b, 1 x outputs
     * @return a layer
     * @throws IllegalArgumentException if the shapes or precisions do not fit together
     */
    public static Dense of(Tensor weights, Optional<Tensor> bias) {
        bias.filter(b -> b.rows() != 1 || b.columns() != weights.columns() || b.precision() != weights.precision())
                .ifPresent(b -> {
                    throw new IllegalArgumentException("a bias of " + b.rows() + " x " + b.columns()
                            + " does not fit weights of " + weights.rows() + " x " + weights.columns());
                });
        return new Dense(
                Parameter.of("weights", weights),
                bias.map(b -> Parameter.of("bias", b).withoutDecay()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Tensor weights() {
        return weights.value();
    }

    @Override
    public Optional<Tensor> bias() {
        return bias.map(Parameter::value);
    }

    @Override
    public int outputs(int inputs) {
        if (inputs != weights().rows()) {
            throw new IllegalArgumentException(
                    "a dense layer of " + weights().rows() + " inputs cannot take " + inputs);
        }
        return weights().columns();
    }

    @Override
    public List<Parameter> parameters() {
        return Stream.concat(Stream.of(weights), bias.stream()).toList();
    }

    @Override
    public long macs() {
        return weights().size();
    }

    @Override
    public Dense copy() {
        Precision precision = weights().precision();
        return of(Tensors.copy(weights(), precision), bias().map(b -> Tensors.copy(b, precision)));
    }

    @Override
    public Pass forward(Tensor input, Workspace workspace) {
        Tensor output = workspace.tensor(input.rows(), outputs(input.columns()));
        workspace.backend().gemm(Transpose.NO, input, Transpose.NO, weights(), 1, 0, output);
        bias().ifPresent(b -> elementwise.addRow(output, b));
        return new Pass(output, new Back(input, workspace));
    }

    private final class Back implements Pullback {
        private final Tensor input;
        private final Workspace workspace;

        Back(Tensor input, Workspace workspace) {
            this.input = input;
            this.workspace = workspace;
        }

        @Override
        public void parameters(Tensor outputGradient) {
            workspace.backend().gemm(Transpose.YES, input, Transpose.NO, outputGradient, 1, 0, weights.gradient());
            bias.ifPresent(b -> elementwise.sumRows(outputGradient, b.gradient()));
        }

        @Override
        public Tensor input(Tensor outputGradient) {
            Tensor gradient = workspace.tensor(input.rows(), input.columns());
            workspace.backend().gemm(Transpose.NO, outputGradient, Transpose.YES, weights(), 1, 0, gradient);
            return gradient;
        }
    }
}
