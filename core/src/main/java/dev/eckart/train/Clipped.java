package dev.eckart.train;

import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.tensor.Tensor;
import java.util.List;

/**
 * Gradient clipping by norm: where the norm of all gradients together exceeds a limit, the optimiser sees all of them times
 * one factor that brings the norm down to it.
 *
 * <p>Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013. The parameters'
 * own gradients stay as they are; what is not finite does not become finite.
 *
 * @param optimizer takes the steps
 * @param norm largest norm of all gradients together, above 0
 */
public record Clipped(OptimizerProvider optimizer, double norm) implements OptimizerProvider {
    @Override
    public String name() {
        return optimizer.name();
    }

    @Override
    public Optimizer create(List<Parameter> parameters) {
        List<Parameter> shortened =
                parameters.stream().map(Clipped::ownGradient).toList();
        Optimizer inner = optimizer.create(shortened);
        return new Around(inner, rate -> {
            double factor = factor(parameters);
            for (int i = 0; i < parameters.size(); i++) {
                Scaling.scale(
                        parameters.get(i).gradient(), factor, shortened.get(i).gradient());
            }
            inner.step(rate);
        });
    }

    private static Parameter ownGradient(Parameter parameter) {
        Parameter own = Parameter.of(parameter.name(), parameter.value());
        return parameter.decays() ? own : own.withoutDecay();
    }

    private double factor(List<Parameter> parameters) {
        double length = Math.sqrt(parameters.stream()
                .map(Parameter::gradient)
                .mapToDouble(Clipped::squares)
                .sum());
        return length > norm ? norm / length : 1;
    }

    private static double squares(Tensor tensor) {
        return switch (tensor.precision()) {
            case FLOAT32 -> squares(tensor.floats());
            case FLOAT64 -> squares(tensor.doubles());
        };
    }

    private static double squares(float[] elements) {
        double sum = 0;
        for (double element : elements) {
            sum += element * element;
        }
        return sum;
    }

    private static double squares(double[] elements) {
        double sum = 0;
        for (double element : elements) {
            sum += element * element;
        }
        return sum;
    }
}
