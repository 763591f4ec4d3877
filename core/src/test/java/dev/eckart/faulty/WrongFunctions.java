package dev.eckart.faulty;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Linear layers that compute something wrong, one fault each, named by {@link LayerFault}. */
final class WrongFunctions {
    private static final double OFF = 1.001;

    private WrongFunctions() {}

    /** A way back with something done to the output gradient, and to the input gradient it returns. */
    private record Back(
            Layer.Pullback sound,
            Consumer<Tensor> afterParameters,
            UnaryOperator<Tensor> before,
            Consumer<Tensor> after)
            implements Layer.Pullback {
        @Override
        public void parameters(Tensor outputGradient) {
            sound.parameters(before.apply(outputGradient));
            afterParameters.accept(outputGradient);
        }

        @Override
        public Tensor input(Tensor outputGradient) {
            Tensor gradient = sound.input(before.apply(outputGradient));
            after.accept(gradient);
            return gradient;
        }
    }

    private static Layer.Pass back(Layer.Pass pass, Consumer<Tensor> afterParameters, Consumer<Tensor> afterInput) {
        return new Layer.Pass(
                pass.output(), new Back(pass.pullback(), afterParameters, UnaryOperator.identity(), afterInput));
    }

    record Sound(Linear sound) implements Wrapped {
        @Override
        public Linear around(Linear layer) {
            return new Sound(layer);
        }
    }

    record Wide(Linear sound) implements Wrapped {
        @Override
        public Linear around(Linear layer) {
            return new Wide(layer);
        }

        @Override
        public int outputs(int inputs) {
            return sound.outputs(inputs) + 1;
        }
    }

    record InputGradientOff(Linear sound) implements Wrapped {
        @Override
        public Linear around(Linear layer) {
            return new InputGradientOff(layer);
        }

        @Override
        public Pass forward(Tensor input, Workspace workspace) {
            return back(sound.forward(input, workspace), g -> {}, gradient -> Arithmetic.scale(gradient, OFF));
        }
    }

    record ParameterGradientsOff(Linear sound) implements Wrapped {
        @Override
        public Linear around(Linear layer) {
            return new ParameterGradientsOff(layer);
        }

        @Override
        public Pass forward(Tensor input, Workspace workspace) {
            Consumer<Tensor> off = g -> parameters().forEach(parameter -> Arithmetic.scale(parameter.gradient(), OFF));
            return back(sound.forward(input, workspace), off, gradient -> {});
        }
    }

    record RowsMixed(Linear sound) implements Wrapped {
        @Override
        public Linear around(Linear layer) {
            return new RowsMixed(layer);
        }

        @Override
        public Pass forward(Tensor input, Workspace workspace) {
            Pass pass = sound.forward(input, workspace);
            Back back =
                    new Back(pass.pullback(), g -> {}, g -> Arithmetic.plus(g, 0.5, shifted(g, -1)), gradient -> {});
            return new Pass(Arithmetic.plus(pass.output(), 0.5, shifted(pass.output(), 1)), back);
        }

        private static Tensor shifted(Tensor tensor, int rows) {
            Tensor shifted = Tensors.copy(tensor, tensor.precision());
            int columns = tensor.columns();
            Tensors.fill(shifted, i -> tensor.get(Math.floorMod(i / columns + rows, tensor.rows()), i % columns));
            return shifted;
        }
    }

    record NanSwallowed(Linear sound) implements Wrapped {
        @Override
        public Linear around(Linear layer) {
            return new NanSwallowed(layer);
        }

        @Override
        public Pass forward(Tensor input, Workspace workspace) {
            Pass pass = sound.forward(input, workspace);
            Tensor old = Tensors.copy(pass.output(), input.precision());
            Tensors.fill(pass.output(), i -> {
                double y = Tensors.element(old).applyAsDouble(i);
                return Double.isNaN(y) ? 0 : y;
            });
            return pass;
        }
    }

    record OtherWeightsShown(Linear sound) implements Wrapped {
        @Override
        public Linear around(Linear layer) {
            return new OtherWeightsShown(layer);
        }

        @Override
        public Tensor weights() {
            return Arithmetic.plus(sound.weights(), 1, sound.weights());
        }
    }
}
