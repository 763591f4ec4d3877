package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The bias that keeps a layer's output the same at the mean of its input, whatever its factors change elsewhere. It holds the
 * product of mean and weights, and not the weights.
 *
 * @param bias the layer's own bias b, 1 x n
 * @param mean the mean input with the output that the weights make of it; empty keeps the bias as it is
 */
public record MeanKeepingBias(Tensor bias, Optional<MeanPoint> mean) {
    /**
     * The point at which the output is kept.
     *
     * @param input mean input mu, 1 x m
     * @param output {@code mu W}, 1 x n
     */
    public record MeanPoint(Tensor input, Tensor output) {}

    /**
     * Notes of a layer what is needed later.
     *
     * @param weights W, m x n
     * @param bias b, 1 x n
     * @param mean mean input mu, 1 x m; empty keeps the bias as it is
     * @return copies of bias and mean, and their product with the weights
     */
    public static MeanKeepingBias of(Tensor weights, Tensor bias, Optional<Tensor> mean) {
        return new MeanKeepingBias(
                Tensors.copy(bias, bias.precision()),
                mean.map(mu -> new MeanPoint(Tensors.copy(mu, mu.precision()), Float64.product(mu, weights))));
    }

    /**
     * The bias for given factors: {@code b + mu W - h R}.
     *
     * @param hidden the factors before the last: from the mean input mu, 1 x m, to h, 1 x r
     * @param last the last factor R, r x n
     * @return the bias of the last factor, 1 x n
     */
    public Tensor behind(UnaryOperator<Tensor> hidden, Tensor last) {
        return mean.map(point -> {
                    Tensor change =
                            Float64.difference(point.output(), Float64.product(hidden.apply(point.input()), last));
                    double[] corrected = change.doubles();
                    for (int j = 0; j < corrected.length; j++) {
                        corrected[j] += bias.get(0, j);
                    }
                    return Tensors.wrap(1, corrected.length, corrected);
                })
                .orElse(bias);
    }
}
