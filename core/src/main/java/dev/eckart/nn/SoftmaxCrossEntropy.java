package dev.eckart.nn;

import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Loss;
import dev.eckart.tensor.Tensor;

/** The mean cross-entropy of the softmax of the logits with the labels, in nats, summed in float64. */
public final class SoftmaxCrossEntropy implements Loss {
    /** A loss without settings. */
    public SoftmaxCrossEntropy() {}

    @Override
    public double evaluate(Batch batch, Tensor logits, Tensor gradient) {
        int rows = logits.rows();
        Softmax softmax = new Softmax(logits.columns());
        double loss = 0;
        for (int row = 0; row < rows; row++) {
            int label = batch.labels()[row];
            softmax.set(logits, row, 1);
            loss -= softmax.logProbability(label);
            for (int j = 0; j < logits.columns(); j++) {
                gradient.set(row, j, (softmax.probability(j) - (j == label ? 1 : 0)) / rows);
            }
        }
        return loss / rows;
    }
}
