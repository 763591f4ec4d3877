package dev.eckart.nn;

import dev.eckart.tensor.Tensor;

/**
 * The softmax of one row of logits, in float64.
 *
 * <p>The logits are shifted by their largest, so that no exponential overflows.
 */
final class Softmax {
    private final double[] shifted;
    private final double[] probabilities;
    private double logarithm;

    /** A softmax of as many classes, to be set to one row after the other. */
    Softmax(int classes) {
        this.shifted = new double[classes];
        this.probabilities = new double[classes];
    }

    /** Takes the logits of a row, divided by a temperature. */
    void set(Tensor logits, int row, double temperature) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < shifted.length; j++) {
            shifted[j] = logits.get(row, j) / temperature;
            largest = Math.max(largest, shifted[j]);
        }
        double sum = 0;
        for (int j = 0; j < shifted.length; j++) {
            shifted[j] -= largest;
            probabilities[j] = Math.exp(shifted[j]);
            sum += probabilities[j];
        }
        for (int j = 0; j < shifted.length; j++) {
            probabilities[j] /= sum;
        }
        logarithm = Math.log(sum);
    }

    /** The probability of a class. */
    double probability(int label) {
        return probabilities[label];
    }

    /** The logarithm of that, which stays finite where the probability has vanished. */
    double logProbability(int label) {
        return shifted[label] - logarithm;
    }

    /** The Kullback-Leibler divergence of another softmax from this one: 0 if they agree, above 0 if not. */
    double divergence(Softmax other) {
        double divergence = 0;
        for (int j = 0; j < probabilities.length; j++) {
            divergence += probabilities[j] * (logProbability(j) - other.logProbability(j));
        }
        return divergence;
    }
}
