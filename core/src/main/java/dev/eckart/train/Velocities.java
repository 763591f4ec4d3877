package dev.eckart.train;

import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;

/** Momentum, plain or Nesterov's, with one velocity a parameter. */
final class Velocities implements Optimizer {
    /** The usual choice since Krizhevsky et al. 2012. */
    private static final double MOMENTUM = 0.9;

    private final List<Parameter> parameters;
    private final List<Tensor> velocities;
    /** How much of the new velocity and how much of the gradient itself make the step. */
    private final double velocityShare;

    private final double gradientShare;

    Velocities(List<Parameter> parameters, boolean nesterov) {
        this.parameters = parameters;
        this.velocities = parameters.stream()
                .map(Parameter::value)
                .map(value -> Tensors.zeros(value.precision(), value.rows(), value.columns()))
                .toList();
        this.velocityShare = nesterov ? MOMENTUM : 1;
        this.gradientShare = nesterov ? 1 : 0;
    }

    @Override
    public void step(double learningRate) {
        for (int i = 0; i < velocities.size(); i++) {
            step(parameters.get(i), velocities.get(i), learningRate);
        }
    }

    @Override
    public List<Tensor> state() {
        return velocities;
    }

    private void step(Parameter parameter, Tensor velocity, double rate) {
        Tensor value = parameter.value();
        Tensor gradient = parameter.gradient();
        switch (value.precision()) {
            case FLOAT32 -> step(value.floatsToWrite(), velocity.floatsToWrite(), gradient.floats(), (float) rate);
            case FLOAT64 -> step(value.doublesToWrite(), velocity.doublesToWrite(), gradient.doubles(), rate);
        }
    }

    private void step(float[] value, float[] velocity, float[] gradient, float rate) {
        float ofVelocity = (float) (rate * velocityShare);
        float ofGradient = (float) (rate * gradientShare);
        for (int i = 0; i < value.length; i++) {
            velocity[i] = (float) MOMENTUM * velocity[i] + gradient[i];
            value[i] -= ofVelocity * velocity[i] + ofGradient * gradient[i];
        }
    }

    private void step(double[] value, double[] velocity, double[] gradient, double rate) {
        double ofVelocity = rate * velocityShare;
        double ofGradient = rate * gradientShare;
        for (int i = 0; i < value.length; i++) {
            velocity[i] = MOMENTUM * velocity[i] + gradient[i];
            value[i] -= ofVelocity * velocity[i] + ofGradient * gradient[i];
        }
    }
}
