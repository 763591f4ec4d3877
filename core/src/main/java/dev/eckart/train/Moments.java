package dev.eckart.train;

import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.stream.Stream;

/** What {@link Adam} keeps: the running means of the gradients and of their squares. */
final class Moments implements Optimizer {
    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private final List<Moment> moments;
    /** How many steps have been taken. */
    private final Tensor steps = Tensors.zeros(Precision.FLOAT64, 1, 1);

    Moments(List<Parameter> parameters) {
        this.moments = parameters.stream().map(Moment::new).toList();
    }

    /**
     * Both means start at 0 and are divided by what they have seen so far, in the order that the paper's section 2
     * ends with: the corrections go into the rate and the epsilon, once a step instead of once a number.
     */
    @Override
    public void step(double learningRate) {
        double step = steps.get(0, 0) + 1;
        steps.set(0, 0, step);
        double correction = Math.sqrt(1 - Math.pow(SQUARE_DECAY, step));
        double rate = learningRate * correction / (1 - Math.pow(MEAN_DECAY, step));
        moments.forEach(moment -> moment.step(rate, EPSILON * correction));
    }

    @Override
    public List<Tensor> state() {
        return Stream.concat(
                        Stream.of(steps), moments.stream().flatMap(moment -> Stream.of(moment.mean(), moment.square())))
                .toList();
    }

    /** The two means of one parameter. */
    private record Moment(Parameter parameter, Tensor mean, Tensor square) {
        Moment(Parameter parameter) {
            this(parameter, zeros(parameter.value()), zeros(parameter.value()));
        }

        private static Tensor zeros(Tensor like) {
            return Tensors.zeros(like.precision(), like.rows(), like.columns());
        }

        void step(double rate, double epsilon) {
            Tensor value = parameter.value();
            Tensor gradient = parameter.gradient();
            switch (value.precision()) {
                case FLOAT32 -> step(value.floatsToWrite(), gradient.floats(), (float) rate, (float) epsilon);
                case FLOAT64 -> step(value.doublesToWrite(), gradient.doubles(), rate, epsilon);
            }
        }

        private void step(float[] value, float[] gradient, float rate, float epsilon) {
            float[] m = mean.floatsToWrite();
            float[] v = square.floatsToWrite();
            for (int i = 0; i < value.length; i++) {
                m[i] += (float) (1 - MEAN_DECAY) * (gradient[i] - m[i]);
                v[i] += (float) (1 - SQUARE_DECAY) * (gradient[i] * gradient[i] - v[i]);
                value[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
            }
        }

        private void step(double[] value, double[] gradient, double rate, double epsilon) {
            double[] m = mean.doublesToWrite();
            double[] v = square.doublesToWrite();
            for (int i = 0; i < value.length; i++) {
                m[i] += (1 - MEAN_DECAY) * (gradient[i] - m[i]);
                v[i] += (1 - SQUARE_DECAY) * (gradient[i] * gradient[i] - v[i]);
                value[i] -= rate * m[i] / (Math.sqrt(v[i]) + epsilon);
            }
        }
    }
}
