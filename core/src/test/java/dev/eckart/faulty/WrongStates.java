package dev.eckart.faulty;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Linear layers that share or keep what they must not, one fault each, named by {@link LayerFault}. */
final class WrongStates {
    private WrongStates() {}

    record OutputGradientOverwritten(Linear sound) implements Wrapped {
        @Override
        public Linear around(Linear layer) {
            return new OutputGradientOverwritten(layer);
        }

        @Override
        public Pass forward(Tensor input, Workspace workspace) {
            Pass pass = sound.forward(input, workspace);
            return new Pass(pass.output(), new Pullback() {
                @Override
                public void parameters(Tensor outputGradient) {
                    pass.pullback().parameters(outputGradient);
                }

                @Override
                public Tensor input(Tensor outputGradient) {
                    Tensor gradient = pass.pullback().input(outputGradient);
                    outputGradient.set(0, 0, 0);
                    return gradient;
                }
            });
        }
    }

    record Unsteady(Linear sound, AtomicInteger passes) implements Wrapped {
        Unsteady(Linear sound) {
            this(sound, new AtomicInteger());
        }

        @Override
        public Linear around(Linear layer) {
            return new Unsteady(layer, passes);
        }

        @Override
        public Pass forward(Tensor input, Workspace workspace) {
            Pass pass = sound.forward(input, workspace);
            Arithmetic.scale(pass.output(), 1 + 1e-6 * passes.incrementAndGet());
            return pass;
        }
    }

    record LatestInput(Linear sound, AtomicReference<Pullback> latest) implements Wrapped {
        LatestInput(Linear sound) {
            this(sound, new AtomicReference<>());
        }

        @Override
        public Linear around(Linear layer) {
            return new LatestInput(layer);
        }

        @Override
        public Pass forward(Tensor input, Workspace workspace) {
            Pass pass = sound.forward(input, workspace);
            latest.set(pass.pullback());
            return new Pass(pass.output(), new Pullback() {
                @Override
                public void parameters(Tensor outputGradient) {
                    latest.get().parameters(outputGradient);
                }

                @Override
                public Tensor input(Tensor outputGradient) {
                    return latest.get().input(outputGradient);
                }
            });
        }
    }

    record GradientsAdded(Linear sound) implements Wrapped {
        @Override
        public Linear around(Linear layer) {
            return new GradientsAdded(layer);
        }

        @Override
        public Pass forward(Tensor input, Workspace workspace) {
            Pass pass = sound.forward(input, workspace);
            return new Pass(pass.output(), new Pullback() {
                @Override
                public void parameters(Tensor outputGradient) {
                    List<Tensor> old = GradientsAdded.this.parameters().stream()
                            .map(Parameter::gradient)
                            .map(gradient -> Tensors.copy(gradient, gradient.precision()))
                            .toList();
                    pass.pullback().parameters(outputGradient);
                    for (int i = 0; i < old.size(); i++) {
                        Tensor gradient =
                                GradientsAdded.this.parameters().get(i).gradient();
                        Tensor sum = Arithmetic.plus(gradient, 1, old.get(i));
                        Tensors.fill(gradient, Tensors.element(sum));
                    }
                }

                @Override
                public Tensor input(Tensor outputGradient) {
                    return pass.pullback().input(outputGradient);
                }
            });
        }
    }

    record ParametersAnew(Linear sound) implements Wrapped {
        @Override
        public Linear around(Linear layer) {
            return new ParametersAnew(layer);
        }

        @Override
        public List<Parameter> parameters() {
            return sound.parameters().stream()
                    .map(p -> new Parameter(p.name(), new TensorView(p.value(), 0), p.gradient()))
                    .toList();
        }
    }

    record CopyShared(Linear sound) implements Wrapped {
        @Override
        public Linear around(Linear layer) {
            return new CopyShared(layer);
        }

        @Override
        public Layer copy() {
            return this;
        }
    }

    record Uncounted(Linear sound, List<Parameter> parameters) implements Wrapped {
        Uncounted(Linear sound) {
            this(
                    sound,
                    sound.parameters().stream()
                            .map(p -> new Parameter(p.name(), p.value(), new TensorView(p.gradient(), 0)))
                            .toList());
        }

        @Override
        public Linear around(Linear layer) {
            return new Uncounted(layer);
        }
    }
}
