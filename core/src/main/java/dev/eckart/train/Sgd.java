package dev.eckart.train;

import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import java.util.List;

/** Stochastic gradient descent: {@code w = w - rate gradient}. */
public final class Sgd implements OptimizerProvider {
    /** Found by ServiceLoader. */
    public Sgd() {}

    @Override
    public String name() {
        return "sgd";
    }

    @Override
    public Optimizer create(List<Parameter> parameters) {
        return rate -> parameters.forEach(parameter -> descend(parameter, rate));
    }

    private static void descend(Parameter parameter, double rate) {
        switch (parameter.value().precision()) {
            case FLOAT32 ->
                descend(parameter.value().floatsToWrite(), parameter.gradient().floats(), (float) rate);
            case FLOAT64 ->
                descend(parameter.value().doublesToWrite(), parameter.gradient().doubles(), rate);
        }
    }

    private static void descend(float[] value, float[] gradient, float rate) {
        for (int i = 0; i < value.length; i++) {
            value[i] -= rate * gradient[i];
        }
    }

    private static void descend(double[] value, double[] gradient, double rate) {
        for (int i = 0; i < value.length; i++) {
            value[i] -= rate * gradient[i];
        }
    }
}
