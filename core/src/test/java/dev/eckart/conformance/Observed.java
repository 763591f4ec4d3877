package dev.eckart.conformance;

import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;
import java.util.Set;

/** Statistics as a decomposer could have been given them, with inputs that are dead. */
public final class Observed {
    private static final int DEAD = 5;

    private Observed() {}

    /**
     * Statistics of a layer: correlated inputs of which every fifth is constant, correlated gradients.
     *
     * <p>Neither the second moment of the input nor that of the gradient has a trace above 1, so that a change of the
     * weights never weighs more than its Frobenius norm.
     *
     * @param inputs width of the layer's input
     * @param outputs width of the layer's output
     * @param seed randomness
     * @return statistics of the shapes that belong to the layer
     */
    public static Statistics statistics(int inputs, int outputs, Seed seed) {
        Tensor covariance = scaled(gram(inputs, seed.split("inputs")), 0.5);
        Tensors.fill(
                covariance,
                i -> i / inputs % DEAD == 0 && inputs >= DEAD || i % inputs % DEAD == 0 && inputs >= DEAD
                        ? 0
                        : covariance.doubles()[i]);
        Tensor mean = Draw.normal(Precision.FLOAT64, 1, inputs, seed.split("mean"));
        double length = Tensors.norm(mean) * Math.sqrt(2);
        Tensors.fill(mean, i -> mean.doubles()[i] / length);
        Tensor gradients = scaled(gram(outputs, seed.split("gradients")), 1);
        return new Statistics(1000, mean, Optional.of(covariance), Optional.empty(), Optional.of(gradients));
    }

    /**
     * What a layer of given weights makes of its input, as far as a decomposer asks for it.
     *
     * @param seen statistics of the input, and of the gradient if that is asked for
     * @param weights W, m x n
     * @param needs what the decomposer asks for
     * @return that and no more, the output's covariance worked out from the input's
     */
    static Statistics of(Statistics seen, Tensor weights, Set<Statistics.Kind> needs) {
        Tensor w = Tensors.copy(weights, Precision.FLOAT64);
        return new Statistics(
                seen.samples(),
                seen.mean(),
                seen.covariance().filter(asked -> needs.contains(Statistics.Kind.INPUTS)),
                seen.covariance()
                        .filter(asked -> needs.contains(Statistics.Kind.OUTPUTS))
                        .map(c -> Naive.product(Tensors.transpose(w), Naive.product(c, w))),
                seen.gradients().filter(asked -> needs.contains(Statistics.Kind.GRADIENTS)));
    }

    private static Tensor gram(int width, Seed seed) {
        Tensor samples = Draw.normal(Precision.FLOAT64, 2 * width, width, seed);
        return Naive.product(Tensors.transpose(samples), samples);
    }

    private static Tensor scaled(Tensor square, double trace) {
        double sum = 0;
        for (int i = 0; i < square.rows(); i++) {
            sum += square.get(i, i);
        }
        double factor = trace / sum;
        Tensors.fill(square, i -> square.doubles()[i] * factor);
        return square;
    }
}
