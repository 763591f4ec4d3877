package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Seed;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The rules O1 to O6.
 *
 * @param provider makes the optimiser under test
 * @param precision precision of the parameters
 * @param learningRate step size
 * @param steps steps in which a bowl must have been descended
 * @param seed randomness of the parameters
 */
record OptimizerRules(OptimizerProvider provider, Precision precision, double learningRate, int steps, Seed seed) {
    private static final int FEW = 5;
    private static final double NEAR = 0.01;

    void zeroGradients() {
        List<Parameter> parameters = parameters();
        Bits before = Bits.values(parameters);
        provider.create(parameters).step(learningRate);
        before.check("O1", "parameters after a step with gradients of zero", Bits.values(parameters));
    }

    void descends() {
        List<Parameter> parameters = parameters();
        double start = distance(parameters);
        descend(provider.create(parameters), parameters, steps);
        double end = distance(parameters);
        assertTrue(
                end <= NEAR * start,
                () -> "O2: the distance to the minimum was " + start + " and is " + end + " after " + steps
                        + " steps at learning rate " + learningRate);
    }

    void sameBits() {
        List<Parameter> alone = parameters();
        descend(provider.create(alone), alone, FEW);
        List<Parameter> first = parameters();
        List<Parameter> second = parameters();
        second.forEach(parameter -> Tensors.fill(parameter.value(), i -> i));
        Optimizer ofFirst = provider.create(first);
        Optimizer ofSecond = provider.create(second);
        for (int i = 0; i < FEW; i++) {
            descend(ofSecond, second, 1);
            descend(ofFirst, first, 1);
        }
        Bits.values(alone).check("O3", "parameters of one among two optimisers", Bits.values(first));
    }

    void gradientsUnchanged() {
        List<Parameter> parameters = parameters();
        Optimizer optimizer = provider.create(parameters);
        for (int i = 0; i < FEW; i++) {
            gradients(parameters);
            Bits before = Bits.gradients(parameters);
            optimizer.step(learningRate);
            before.check("O4", "gradients after step " + (i + 1), Bits.gradients(parameters));
        }
    }

    void changesCounted() {
        List<Parameter> parameters = parameters();
        Optimizer optimizer = provider.create(parameters);
        List<Long> before = parameters.stream().map(p -> p.value().version()).toList();
        descend(optimizer, parameters, 1);
        for (int i = 0; i < before.size(); i++) {
            Parameter parameter = parameters.get(i);
            assertTrue(
                    parameter.value().version() > before.get(i),
                    () -> "O5: " + parameter.name() + " was written without a new version");
        }
    }

    void goesOn() {
        List<Parameter> whole = parameters();
        Optimizer first = provider.create(whole);
        descend(first, whole, FEW);
        List<Parameter> later = parameters();
        Optimizer second = provider.create(later);
        for (int i = 0; i < whole.size(); i++) {
            copy(whole.get(i).value(), later.get(i).value());
        }
        assertEquals(first.state().size(), second.state().size(), "O6: tensors of the state");
        for (int i = 0; i < first.state().size(); i++) {
            copy(first.state().get(i), second.state().get(i));
        }
        descend(first, whole, FEW);
        descend(second, later, FEW);
        Bits.values(whole).check("O6", "parameters of one that went on from another's state", Bits.values(later));
    }

    private static void copy(Tensor from, Tensor to) {
        Tensors.fill(to, Tensors.element(from));
    }

    private void descend(Optimizer optimizer, List<Parameter> parameters, int times) {
        for (int i = 0; i < times; i++) {
            gradients(parameters);
            optimizer.step(learningRate);
        }
    }

    /** Of the bowl sum of c x<sup>2</sup> / 2, c from 1 to 2: the gradient is c x, the minimum at zero. */
    private static void gradients(List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            int size = parameter.value().size();
            IntToDoubleFunction x = Tensors.element(parameter.value());
            Tensors.fill(parameter.gradient(), i -> (1 + (double) i / size) * x.applyAsDouble(i));
        }
    }

    private static double distance(List<Parameter> parameters) {
        return parameters.stream()
                .map(Parameter::value)
                .mapToDouble(Tensors::norm)
                .reduce(0, Math::hypot);
    }

    private List<Parameter> parameters() {
        Tensor weights = Draw.normal(precision, 4, 3, seed.split("weights"));
        Tensor bias = Draw.normal(precision, 1, 3, seed.split("bias"));
        return List.of(Parameter.of("weights", weights), Parameter.of("bias", bias));
    }
}
