package dev.eckart.nn;

import dev.eckart.spi.Loss;
import dev.eckart.tensor.Tensor;

/**
 * The cross-entropy of the softmax of the logits with the labels.
 *
 * <p>Computed in float64 from logits shifted by their largest, so that no exponential overflows.
 */
public final class SoftmaxCrossEntropy implements Loss {
    /** A loss without settings. */
    public SoftmaxCrossEntropy() {}

    @Override
    public double evaluate(Tensor logits, int[] labels, Tensor gradient) {
        int rows = logits.rows();
        double[] exponentials = new double[logits.columns()];
        double loss = 0;
        for (int row = 0; row < rows; row++) {
            double largest = largest(logits, row);
            double sum = 0;
            for (int j = 0; j < exponentials.length; j++) {
                exponentials[j] = Math.exp(logits.get(row, j) - largest);
                sum += exponentials[j];
            }
            loss += Math.log(sum) - (logits.get(row, labels[row]) - largest);
            for (int j = 0; j < exponentials.length; j++) {
                gradient.set(row, j, (exponentials[j] / sum - (j == labels[row] ? 1 : 0)) / rows);
            }
        }
        return loss / rows;
    }

    private static double largest(Tensor logits, int row) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < logits.columns(); j++) {
            largest = Math.max(largest, logits.get(row, j));
        }
        return largest;
    }
}
